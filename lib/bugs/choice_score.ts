import type { Candidate } from "../core/candidate.ts";
import type { Difficulty } from "../core/payload.ts";
import { seededRandom } from "../core/random.ts";
import type { Verdict } from "../core/verdict.ts";
import type { BugPreference } from "./bug_preference.ts";
import { mainEdit } from "./edit_place.ts";
import type { PlaceKind, PlaceMap } from "./place_kind.ts";

/** A candidate that the tests catch. */
export interface CaughtBug {
  readonly candidate: Candidate;
  readonly verdict: Extract<Verdict, { kind: "failed" }>;
}

/** A caught bug, and how hard it is to find. */
export interface RatedBug extends CaughtBug {
  readonly difficulty: Difficulty;
}

/** How believable a bug is by what its place looks like: science first, then what only keeps bad input out. */
const PLACE_WEIGHTS: Readonly<Record<PlaceKind, number>> = {
  formula: 1,
  loop: 0.95,
  branch: 0.8,
  constant: 0.7,
  plain: 0.6,
  default: 0.3,
  guard: 0,
};

/** What a module's bugs are weighed by. */
export interface Choice {
  readonly source: string;
  readonly places: PlaceMap;
  readonly preference: BugPreference;
}

/**
 * How good a task a candidate may make, as far as can be told before it runs, about 0 to 3: how believable it is where it
 * stands, and how well it fits what the task prefers.
 */
export function scoreCandidate(candidate: Candidate, { source, places, preference }: Choice): number {
  const { start, end } = mainEdit(candidate, source);
  // What takes out a statement begins with its indentation, which lies outside of it.
  const indent = /^\s*/.exec(source.slice(start, end))![0].length;
  return PLACE_WEIGHTS[places.kindAt(start + indent)] + preference.bonus(candidate);
}

/**
 * How good a debugging task a caught bug makes: {@linkcode scoreCandidate}, {@linkcode scoreSignature} and
 * {@linkcode scoreDistance}. A small part is chance, from the code, so that equals do not always come in the order of the
 * text.
 */
export function scoreBug(bug: RatedBug, choice: Choice): number {
  return scoreCandidate(bug.candidate, choice) + scoreSignature(bug.verdict) + scoreDistance(bug.difficulty) +
    0.1 * seededRandom(bug.candidate.code).next();
}

/**
 * How well the tests tell of a bug, 0 to 2.6: most of all if some still pass, then if they fail by their assertions and not
 * by crashes, then if few fail, but more than one, which would name the place by itself.
 */
export function scoreSignature({ tests, failing }: CaughtBug["verdict"]): number {
  const asserted = tests.filter(({ status }) => status === "failed").length;
  const share = failing.length / tests.length;
  return (share < 1 ? 1 : 0) + asserted / failing.length + 0.6 * (failing.length === 1 ? 0.7 : 1 - share);
}

/** How far a bug lies from where its failures point, 0 to 1: a traceback that names it, the function that a test calls. */
export function scoreDistance({ signals }: Difficulty): number {
  return (signals.fault_in_traceback ? 0 : 0.4) + 0.3 * Math.min(2, signals.call_distance);
}
