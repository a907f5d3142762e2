import type { ChosenBug } from "../core/chosen_bug.ts";
import { describeFailure } from "../core/test_run.ts";
import { unifiedDiff } from "../core/unified_diff.ts";

/** What a conversation may quote. */
export interface Replayed {
  readonly bug: ChosenBug;
  readonly correctCode: string;
  readonly unitTests: string;
}

/** Text of a fenced block of Markdown. */
const BLOCK = /^(`{3,})\w*\n([^]*?)\n\1$/gm;
/** A line of an excerpt: its number, a mark, its text. */
const NUMBERED = /^\s*(\d+)(?: >)? ?(.*)$/;

/** The first line of a turn's first block that was not seen again; null where all were. */
export function strayBlock(turn: string, replayed: Replayed): string | null {
  const whole = wholeBlocks(replayed);
  for (const [, , block] of turn.matchAll(BLOCK)) {
    if (whole.has(block!.trimEnd())) continue;
    const stray = block!.split("\n").find((line) => !isSeen(line, replayed));
    if (stray !== undefined) return JSON.stringify(stray.slice(0, 80));
  }
  return null;
}

/** Outputs, scripts and diffs, which are quoted as wholes. */
function wholeBlocks({ bug }: Replayed): ReadonlySet<string> {
  const texts = bug.faults.flatMap(({ failingOutput, mendedOutput, code, mended, evidence }) => [
    failingOutput,
    mendedOutput,
    unifiedDiff(["buggy.py", code], ["fixed.py", mended]),
    ...evidence.probes.flatMap(({ script, buggy, healthy }) => [script, buggy, healthy]),
  ]);
  return new Set(texts.map((text) => text.trimEnd()));
}

/** Whether a line is one of the modules at its place, of the tests, or a failure in one line. */
function isSeen(line: string, { bug, correctCode, unitTests }: Replayed): boolean {
  if (line.trim() === "" || line.trim() === "...") return true;
  const failures = bug.faults.flatMap(({ verdict }) => verdict.tests.map(describeFailure));
  if (failures.includes(line)) return true;
  const texts = [correctCode, ...bug.faults.map(({ code }) => code)].map((code) => code.split("\n"));
  const [, number, text] = NUMBERED.exec(line) ?? [];
  if (number !== undefined && texts.some((lines) => lines[Number(number) - 1]?.trim() === text!.trim())) {
    return true;
  }
  return unitTests.split("\n").some((each) => each.trim() === line.trim());
}
