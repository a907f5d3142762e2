/**
 * What must hold of an attack. In each case it must not report success, and must leave the machine, the harness and the
 * next job as they were.
 *
 * - `blocked`: that it does not report success, and nothing is seen from outside.
 * - `not_passed`: the suite does not come out as finished with `Victim.test_truth`, which truly fails, as passed.
 * - `bounded`: what comes back of it is no longer than its bounds.
 * - `ended`: it ends by its limit.
 * - `contained`: nothing more; it may well do what it wants to itself.
 */
export type Holding = "blocked" | "not_passed" | "bounded" | "ended" | "contained";

/** Every {@linkcode Holding}. */
export const HOLDINGS: readonly Holding[] = ["blocked", "not_passed", "bounded", "ended", "contained"];

/** How an attack is run: as a warm test run, as a warm run whose calls are watched, or by run_tests.py. */
export type AttackRun = "warm" | "calls" | "cold";

/** Every {@linkcode AttackRun}. */
export const ATTACK_RUNS: readonly AttackRun[] = ["warm", "calls", "cold"];

/** What an attack's source is: the body of one test, the module, or the whole test file. */
export type AttackPlace = "test" | "module" | "tests";

/** Every {@linkcode AttackPlace}. */
export const ATTACK_PLACES: readonly AttackPlace[] = ["test", "module", "tests"];

/** One attack, as it stands in tests/testdata/attacks. */
export interface Attack {
  /** What it tries, in a few words; no two have the same. */
  readonly name: string;
  /** The file that it stands in, without its ending. */
  readonly group: string;
  /** Rungs of isolation on which it must fail. */
  readonly rungs: readonly number[];
  /** What the source is. */
  readonly where: AttackPlace;
  /** How it is run. */
  readonly run: AttackRun;
  /** What must hold. */
  readonly holds: readonly Holding[];
  /** Processor time of the run, in milliseconds. */
  readonly limitMs: number;
  /** Why it is not run without isolation; null where it is, or there is nothing to reach. */
  readonly noControl: string | null;
  /** Python, with placeholders such as ${PORT}. */
  readonly python: string;
  /** The body of a test of the next job, which looks for what the attack left; null where there is none. */
  readonly then: string | null;
}

/** Whether an attack can be tried without isolation, where it must succeed. */
export function hasControl({ holds, noControl, then }: Attack): boolean {
  return holds.includes("blocked") && noControl === null && then === null;
}
