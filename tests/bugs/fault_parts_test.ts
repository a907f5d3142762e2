import { assertEquals } from "@std/assert";
import { faultParts, placeOfFault } from "../../lib/bugs/fault_parts.ts";
import { sampleTask } from "../support/sample_tasks.ts";
import { parsePython } from "../support/parse_python.ts";

Deno.test("faultParts() gives the named bugs, each alone, where they make the buggy module", async () => {
  const task = sampleTask({}, "ponding_infiltration");
  const healthy = { source: task.correctCode, tree: await parsePython(task.correctCode) };
  const [part, ...others] = faultParts(task, healthy);
  assertEquals(others, []);
  assertEquals([part!.code, part!.isOperator], [task.buggyCode, true]);
  assertEquals([part!.told.function, part!.told.line], ["Soil.ponded_time", 87]);
  const { start, end } = placeOfFault(part!.edits, healthy);
  assertEquals(healthy.source.slice(start, end), "        growth = depth - start");
});

Deno.test("faultParts() tells all that differs as one fault where a file names others or none", async () => {
  const task = sampleTask({}, "ponding_infiltration");
  const healthy = { source: task.correctCode, tree: await parsePython(task.correctCode) };
  const [bug] = task.bugs;
  const wrong = { ...bug!, edits: [{ start: 9e6, end: 9e6, old: "", new: "?" }] };
  for (const bugs of [[], [wrong], [bug!, bug!]]) {
    const parts = faultParts({ ...task, bugs }, healthy);
    assertEquals(parts.map(({ code, isOperator, told }) => [code, isOperator, told.line, told.description]), [
      [
        task.buggyCode,
        false,
        87,
        "`Soil.ponded_time` has `growth = depth` where `growth = depth - start` belongs.",
      ],
    ]);
  }
});

Deno.test("placeOfFault() takes a statement without its block, and lines where only a block holds the fault", async () => {
  const source =
    "def f(a):\n    if (a >\n            0):\n        a = 1\n        a = (2 +\n             a)\n    return a\n";
  const healthy = { source, tree: await parsePython(source) };
  const placeOf = (text: string) => {
    const start = source.indexOf(text);
    const { start: from, end } = placeOfFault([{ start, end: start + text.length, text: "" }], healthy);
    return source.slice(from, end);
  };
  assertEquals(placeOf(">"), "    if (a >\n            0):\n        a = 1");
  assertEquals(placeOf("+"), "        a = (2 +\n             a)");
  assertEquals(placeOf("1\n        a"), "        a = 1\n        a = (2 +");
});
