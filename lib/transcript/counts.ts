import type { Story } from "./story.ts";
import { REASONING_KEYS, type ReasoningKey } from "./turn_draft.ts";

/** "3 of 12": how many, and of how many. */
export type Share = readonly [part: number, whole: number];

/** What can truly be counted when a turn is told. */
export interface Counts {
  /** Numbers of tests: all, those that fail or pass, those that run a function. */
  readonly tests: ReadonlySet<number>;
  readonly failing: ReadonlySet<number>;
  readonly passing: ReadonlySet<number>;
  /** Tests that end by an assertion, and by another exception. */
  readonly failures: ReadonlySet<number>;
  readonly errors: ReadonlySet<number>;
  readonly failingShares: readonly Share[];
  readonly passingShares: readonly Share[];
  readonly functions: ReadonlySet<number>;
  /** Numbered steps of the outline. */
  readonly steps: number;
  /** Lines that the fix takes away, that it puts there, and both. */
  readonly lines: ReadonlySet<number>;
}

/** What can be counted up to a turn: nothing that is measured later in the story. */
export function countsAt(story: Story, key: ReasoningKey): Counts {
  const stage = REASONING_KEYS.indexOf(key);
  const { checked: { spec, testIds }, bug: { verdict }, fault: { evidence: { reach } } } = story;
  const [all, bad, good] = [testIds.length, verdict.failing.length, verdict.passing.length];
  const known = <T>(from: ReasoningKey, values: readonly T[]) =>
    stage >= REASONING_KEYS.indexOf(from) ? values : [];
  const byStatus = (status: string) => verdict.tests.filter((test) => test.status === status).length;
  const seen = known("narrowing", reach);
  return {
    tests: new Set([
      all,
      ...known("reading", [bad, good]),
      ...seen.flatMap(({ failing, passing }) => [failing, passing, failing + passing]),
    ]),
    failing: new Set([...known("reading", [bad]), ...seen.map(({ failing }) => failing)]),
    passing: new Set([
      ...known("reading", [good]),
      ...seen.map(({ passing }) => passing),
      // The last turn comes after the fix.
      ...known("closing", [all, bad]),
    ]),
    failures: new Set(known("reading", [byStatus("failed"), bad])),
    errors: new Set(known("reading", [byStatus("errored")])),
    failingShares: [
      ...known<Share>("reading", [[bad, all]]),
      ...known<Share>("closing", [[0, all]]),
      ...seen.flatMap(({ failing, passing }): Share[] => [[failing, failing + passing], [failing, bad]]),
    ],
    passingShares: [
      ...known<Share>("reading", [[good, all]]),
      ...known<Share>("closing", [[all, all]]),
      ...seen.flatMap(({ failing, passing }): Share[] => [[passing, failing + passing], [passing, good]]),
    ],
    functions: new Set(seen.length > 0 ? [seen.length, ...ties(seen)] : []),
    steps: spec.solutionOutline.split("\n").filter((line) => /^\s*\d+[.)]\s/.test(line)).length,
    lines: new Set(known("explanation", changedLines(story.fix))),
  };
}

/** How many functions no test tells apart, for each place of the list. */
function ties(reach: Story["fault"]["evidence"]["reach"]): number[] {
  return reach.map((one) =>
    reach.filter(({ failing, passing }) => failing === one.failing && passing === one.passing).length
  );
}

function changedLines(fix: string): number[] {
  // The first two lines name the files.
  const lines = fix.split("\n").slice(2);
  const removed = lines.filter((line) => line.startsWith("-")).length;
  const added = lines.filter((line) => line.startsWith("+")).length;
  return [removed, added, removed + added];
}
