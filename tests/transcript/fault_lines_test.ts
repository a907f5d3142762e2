import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { Candidate } from "../../lib/core/candidate.ts";
import { seededRandom } from "../../lib/core/random.ts";
import { applyEdits } from "../../lib/core/span_edit.ts";
import { unifiedDiff } from "../../lib/core/unified_diff.ts";
import { explainFault } from "../../lib/transcript/developer.ts";
import { excerptRanges, faultLines, faultPlaces, nameLines } from "../../lib/transcript/fault_lines.ts";
import { COOLING_CODE, realStory } from "./real_story.ts";
import { sharedPool } from "../support/with_pool.ts";

const pool = sharedPool([1]);

const CODE = Array.from({ length: 30 }, (_, at) => `x${at + 1} = 0\n`).join("");

/** A bug that puts these texts in the place of whole lines. */
function bug(
  strategy: Candidate["strategy"],
  ...changes: readonly (readonly [line: number, text: string])[]
) {
  const edits = changes.map(([line, text]) => {
    const start = CODE.indexOf(`x${line} =`);
    return { start, end: CODE.indexOf("\n", start), text };
  });
  const { line } = { line: changes[0]![0] };
  const rest = {
    operator: strategy,
    family: "model",
    function: "<module>",
    description: "d",
    rootCause: "r",
  } as const;
  return { strategy, edits, line, code: applyEdits(CODE, edits), ...rest };
}

Deno.test("faultLines() gives the line of one edit, and all changed lines of several", () => {
  const lines = (candidate: Candidate) => faultLines(candidate, CODE).map(({ first, last }) => [first, last]);
  assertEquals(lines(bug("operator", [7, "y = 1\nz = 2"])), [[7, 7]]);
  assertEquals(lines(bug("llm_variant", [7, "y = 1\nz = 2"])), [[7, 8]]);
  assertEquals(lines(bug("llm_variant", [7, "y = 1\nx7 = 0"])), [[7, 7]]);
  assertEquals(lines(bug("llm_variant", [7, "x7 = 0\nz = 2\ny = 1"])), [[8, 9]]);
  assertEquals(lines(bug("llm_feature", [7, "y = 1\nz = 2"])), [[7, 8]]);
  assertEquals(lines(bug("operator", [7, "y = 1"], [8, "z = 2"])), [[7, 8]]);
  assertEquals(lines(bug("llm_variant", [3, "a\nb"], [7, "c"], [9, "d"])), [[3, 4], [8, 8], [10, 10]]);
  assertEquals(lines(bug("llm_feature", [30, "\ny = 1"])), [[31, 31]]);
  assertEquals(lines({ ...bug("llm_feature", [3, "a"]), edits: [] }), [[3, 3]]);
});

Deno.test("nameLines() names places, close lines as one", () => {
  const named = (...lines: number[]) =>
    nameLines(faultPlaces(lines.map((line) => ({ first: line, last: line }))));
  assertEquals(named(5), "line 5");
  assertEquals(named(66, 68), "lines 66 to 68");
  assertEquals(named(5, 6, 20), "lines 5 to 6 and 20");
  assertEquals(excerptRanges(CODE, [{ first: 2, last: 2 }, { first: 29, last: 30 }]), [
    { first: 1, last: 5 },
    {
      first: 26,
      last: 31,
    },
  ]);
});

Deno.test("explainFault() calls no single line of several edits the fault, in any wording", async () => {
  const real = await realStory(pool());
  const told = (changes: readonly (readonly [string, string])[]) => {
    const edits = changes.map(([find, text]) => {
      const start = COOLING_CODE.indexOf(find);
      return { start, end: start + find.length, text };
    });
    const code = applyEdits(COOLING_CODE, edits);
    const fix = unifiedDiff(["buggy.py", code], ["fixed.py", COOLING_CODE]);
    const candidate = { ...real.bug.candidate, edits, code };
    return Array.from({ length: 12 }, (_, seed) => {
      const { before, after } = explainFault({
        ...real,
        fix,
        fault: { ...real.fault, candidate, code },
        random: seededRandom(`${seed}`),
      });
      // What is measured of values may name a line; the fault's place may not be one.
      assert(!/\bline \d/i.test(before), before);
      return `${before}\n${after}`;
    });
  };
  const close = told([["start - ambient\n    return", "start + ambient\n    return"], [
    "ambient + diff",
    "ambient - diff",
  ]]);
  const far = told([["return math.log(2.0)", "return math.log(3.0)"], ["ambient + diff", "ambient - diff"]]);
  for (const text of [...close, ...far]) {
    assert(!/confined to that place|smallest/i.test(text), text);
  }
  for (const text of close) {
    assert(/lines 17 to 18/i.test(text) && text.includes("`temperature`"), text);
    assertStringIncludes(text, "17 >     difference = start + ambient\n18 >     return ambient - diff");
  }
  for (const text of far) {
    assert(/lines 12 and 18/i.test(text), text);
    assert(!/ in `temperature`|heads the list/.test(text.split("```")[0]!), text);
    assertStringIncludes(text, "12 >     return math.log(3.0)");
  }
});
