import { assertEquals } from "@std/assert";
import { isShown, toSolverWords } from "../../lib/export/solver_words.ts";

Deno.test("toSolverWords() leaves out what only a tracer sees", () => {
  const cases: [string, string][] = [
    ["One test of 9 fails. It ends so.", "One test of 9 fails. It ends so."],
    [
      "`f` heads the list, but its own lines do what the specification asks. The fault is on line 3:",
      "The fault is on line 3:",
    ],
    [
      "2 of 9 fail. The one that runs the least code is `A.b`. It ends so.",
      "2 of 9 fail. I start with `A.b`. It ends so.",
    ],
    [
      "2 of 9 fail. Of those that end at an assertion, the one that runs the least code is `A.b`. It ends so.",
      "2 of 9 fail. Of those that end at an assertion, I start with `A.b`. It ends so.",
    ],
    [
      "That result is sound, and 1 passing test relies on the same function. It is not `f`.",
      "That result is sound. It is not `f`.",
    ],
    [
      "Nothing is wrong with that, and 10 passing tests go through it too. I drop it.",
      "Nothing is wrong with that. I drop it.",
    ],
    ["`A.b` goes through it with `f(x=2.75)` and passes.", ""],
    ["`f(x='a.b')` now returns `'a'`; before, it returned `'b'`.", ""],
    ["`f()` now leaves `self.x` at `1`; before, it left `2`.", ""],
    ["Accepted: it holds.", "Done: it holds."],
  ];
  for (const [told, now] of cases) assertEquals(toSolverWords(told, ["f(2.5)"]), { now, later: [] });
});

Deno.test("toSolverWords() keeps what tests show of a trace", () => {
  const told = "`A.b` goes through it with `f(x=2.75)` and passes.";
  assertEquals(toSolverWords(told, ["    f(2.75)"]).now, told);
});

Deno.test("toSolverWords() tells later what only a comparison with the mended module tells", () => {
  const told = "Watching the calls of `A.b` shows the first call that goes wrong: `f(x=1. )` returns `2`. " +
    "On line 3 `y` is `1.5`, where the mended code has `2.5`. The rest is as it was.";
  assertEquals(toSolverWords(told, []), {
    now: "The rest is as it was.",
    later: ["On line 3 `y` is `1.5`, where the mended code has `2.5`."],
  });
});

Deno.test("isShown() asks for each number of the inline code, whole", () => {
  assertEquals(isShown("`y` is `1.5`, where it has `-2e-05` (75 % too low)", ["1.5 != -2e-05"]), true);
  assertEquals(isShown("`y` is `1.5`", ["1.25", "11.5", "1.53"]), false);
  assertEquals(isShown("`f` gives `(2, 1.)`", ["there are 1 of 2."]), true);
  assertEquals(isShown("`y1` is wrong", []), true);
});
