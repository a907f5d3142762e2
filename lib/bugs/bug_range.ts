import { contentHash } from "../core/content_hash.ts";
import { UsageError } from "../core/errors.ts";
import { seededRandom } from "../core/random.ts";

/** How many distinct faults a task has: from `least` to `most`, both allowed. */
export interface BugRange {
  /** At least so many, from 1. */
  readonly least: number;
  /** At most so many, up to {@linkcode MOST_BUGS}. */
  readonly most: number;
}

/** Most faults of one task: with more, hardly a test is left that only one of them breaks. */
export const MOST_BUGS = 3;

/** One fault, as most tasks have. */
export const ONE_BUG: BugRange = { least: 1, most: 1 };

/**
 * Reads "2" or "1..3".
 *
 * @throws {UsageError} where it is neither, or leaves 1 to 3.
 */
export function parseBugRange(text: string): BugRange {
  const match = /^(\d{1,3})(?:\.\.(\d{1,3}))?$/.exec(text.trim());
  if (match === null) throw cannotUse(text, "it is neither a number nor a range such as 1..3");
  return checkedRange({ least: Number(match[1]), most: Number(match[2] ?? match[1]) }, text);
}

/**
 * A number of faults, or a range, as a range.
 *
 * @throws {UsageError} where it leaves 1 to 3.
 */
export function toBugRange(bugs: number | BugRange): BugRange {
  const range = typeof bugs === "number" ? { least: bugs, most: bugs } : bugs;
  return checkedRange(range, range.least === range.most ? `${range.least}` : `${range.least}..${range.most}`);
}

/** How many faults the task of that number has: drawn evenly from the range, from the module and the number alone. */
export function drawBugCount({ least, most }: BugRange, of: { code: string; ordinal: number }): number {
  if (least === most) return least;
  const random = seededRandom(`${contentHash(of.code)} number of bugs ${of.ordinal}`);
  return least + Math.floor(random.next() * (most - least + 1));
}

function checkedRange({ least, most }: BugRange, text: string): BugRange {
  const isNumber = (n: number) => Number.isInteger(n) && n >= 1 && n <= MOST_BUGS;
  if (!isNumber(least) || !isNumber(most)) throw cannotUse(text, `a task has 1 to ${MOST_BUGS} bugs`);
  if (least > most) throw cannotUse(text, "the range ends before it begins");
  return { least, most };
}

function cannotUse(text: string, state: string): UsageError {
  return new UsageError(`Cannot use "${text}" as the number of bugs: ${state}`);
}
