import { assertEquals } from "@std/assert";
import { proseProblem } from "../../lib/bugs/prose_problem.ts";

const CODE = '"""Wrong inputs raise."""\ndef f(hack):\n    # one\n    return hack  # two\n';

const ROWS:
  readonly (readonly [name: string, change: (code: string) => string, keeps: string, free: string])[] = [
    ["code alone", (code) => code.replace("return hack", "return -hack"), "", ""],
    [
      "lines in another order, with their comments",
      (code) => code.replace("    # one\n", "").replace("# two\n", "# two\n    # one\n"),
      "",
      "",
    ],
    ["a new comment", (code) => code.replace("# one", "# one\n    # three"), "comments_changed", ""],
    ["another comment", (code) => code.replace("# one", "# three"), "comments_changed", ""],
    [
      "a comment that comes twice",
      (code) => code.replace("# one", "# one\n    # one"),
      "comments_changed",
      "",
    ],
    ["no comments", (code) => code.replaceAll(/ *#.*/g, ""), "comments_changed", ""],
    ["a comment that tells", (code) => code.replace("# one", "# BUG here"), "comments_changed", "tells"],
    ["a name that tells", (code) => code.replace("return hack", "return buggy_value"), "tells", "tells"],
    ["a camel that tells", (code) => code.replace("return hack", "return isFaulty"), "tells", "tells"],
    ["words that were there", (code) => code.replace("return hack", "return wrong + hack"), "", ""],
    ["a word with such a part", (code) => code.replace("return hack", "return debug(hack)"), "", ""],
    ["a text of the program", (code) => code.replace("return hack", 'return "bug"'), "", ""],
  ];

Deno.test("proseProblem() finds what gives a bug away:", async (t) => {
  for (const [name, change, keeps, free] of ROWS) {
    await t.step(name, () => {
      const code = change(CODE);
      assertEquals(code !== CODE, true);
      const found = [true, false].map((keepsRemarks) => proseProblem(CODE, code, keepsRemarks)?.reason ?? "");
      assertEquals(found, [keeps, free]);
    });
  }
});
