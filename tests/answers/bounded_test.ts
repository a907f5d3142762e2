import { assert, assertEquals } from "@std/assert";
import { readBugList } from "../../lib/answers/read_bug_list.ts";
import { readSpec } from "../../lib/answers/read_spec.ts";
import { readGood } from "./good_documents.ts";

const { text: GOOD, seed: SEED } = await readGood("good_lens");
const SIZE = 300_000;
const fill = (piece: string) => piece.repeat(Math.floor(SIZE / piece.length));
const nested = (piece: string) => Array.from({ length: 700 }, (_, at) => " ".repeat(at) + piece).join("\n");
const ENTRY = "  - description: a: b\n    root_cause: c # d\n    find: |-\n      x\n    replace: y\n";

/** Texts on which a careless reader takes the square of their length, or falls through the stack. */
const HUGE: Readonly<Record<string, string>> = {
  "closing tags": fill("</think>\n"),
  "thoughts": fill("<think>\na</think>\n"),
  "keys before closing tags": fill("domain: x\n</think>\n"),
  "one key": fill("domain: x\n"),
  "keys with fences": fill("unit_tests:\n```a\nx\n```\n"),
  "open fences": fill("```python\nx\n"),
  "bare fences": fill("```\n"),
  "quoted texts": `a: "x"\n${fill(':"\\n"')}`,
  "open braces": fill("{\n"),
  "JSON objects": fill('{"domain":\n'),
  "JSON brackets": `{"domain": ${fill("[")}`,
  "JSON numbers": `{"domain": [${fill("1,")}1]}`,
  "marks of blocks": fill("- |\n x\n"),
  "a folded text": `correct_code: >\n${fill("  x |\n")}`,
  "bugs": `${GOOD.slice(0, GOOD.indexOf("bugs:"))}bugs:\n${fill(ENTRY)}end: true\n`,
  "steps": `solution_outline:\n${fill("  - a: b\n")}`,
  "quotation marks": fill("> domain: x\n"),
  "comments": `summary: ${fill("a # ")}`,
  "colons": `summary: ${fill("a: ")}`,
  "quotes": `summary: "a${fill(' "b c"')}`,
  "brackets in quotes": `summary: "${fill(" (")}"`,
  "blanks": `summary:${fill(" ")}\nx`,
  "a line of blanks": `topic: a # b\n${fill(" ")}\nsummary: x\n`,
  "blanks in a value": `topic: a # b\nsummary: x${fill(" ")}y\n`,
  "asterisks": `${fill("*")}\nsummary: x\nend: true\n${fill("*")}`,
  "dashes and blanks": `summary: x\nend: true\n${fill("- > ")}`,
  "marks of a chat": `${fill("<|end|>")}\nsummary: x\n${fill("</s> ")}`,
  "blank lines": fill("\n"),
  "carriage returns": fill("\r"),
  "a source in the first column": `correct_code:\n${fill("x = 1\n")}end: true\n`,
  "open brackets in a source": `correct_code:\n${fill("x = (\n")}end: true\n`,
  "open texts in a source": `correct_code:\n${fill('"""')}\nend: true\n`,
  "nested keys": nested("bugs:"),
  "nested lists": nested("- edits:"),
  "dashes": `bugs:\n${fill("- ")}`,
  "ends": fill("end: true\n"),
};

Deno.test("readSpec() and readBugList() come to an end with huge texts that are made to be slow", async (t) => {
  for (const [name, text] of Object.entries(HUGE)) {
    await t.step(name, () => {
      assert(text.length > 200_000, `${text.length}`);
      const { outcome } = readSpec(text, SEED, null);
      readBugList(text);
      // Of a thousand bugs the first fifty are looked at.
      assertEquals(outcome.ok, name === "bugs");
      if (outcome.ok) assert(outcome.value.droppedBugs.some((line) => line.endsWith("at most 50 are read")));
    });
  }
});
