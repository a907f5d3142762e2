import type { PythonPool } from "../../../lib/python/pool.ts";
import { findTestIds } from "../../../lib/core/test_ids.ts";
import type { Attack } from "./attack.ts";
import { attackFiles } from "./attack_files.ts";
import type { Ground } from "./ground.ts";
import { isRefused } from "./is_refused.ts";
import { type AttackEnd, endProblems, isForged, kindOf, textOf, TRUTH } from "./judge_run.ts";

/** What became of an attack on one rung. */
export interface Judgement {
  readonly attack: Attack;
  /**
   * "refused" where a forged verdict is of sources that the program does not take: it screens them, and tries their tests
   * on stubs. "left" where the attack need not fail on that rung.
   */
  readonly outcome: "held" | "refused" | "broke" | "left";
  /** What went wrong, each in one line; empty unless it broke something. */
  readonly problems: readonly string[];
  /** How the run ended, such as "finished". */
  readonly end: string;
}

/** Far above every limit of a run. */
const DEADLINE_MS = 60_000;

/** Tries an attack on a pool of one worker, and looks at everything that it may have changed. */
export async function judgeAttack(
  attack: Attack,
  { pool, rung, ground }: { pool: PythonPool; rung: number; ground: Ground },
): Promise<Judgement> {
  if (!attack.rungs.includes(rung)) return { attack, outcome: "left", problems: [], end: "" };
  const { outside } = ground;
  outside.reset();
  const files = attackFiles(attack, outside);
  const expected = attack.holds.includes("not_passed") ? await idsOf(files.tests, pool) : [];
  const end = await withinDeadline(run(attack, { pool, files }), attack);
  const ends = [end];
  if (attack.then !== null) {
    const next = attackFiles(attack, { fill: outside.fill, body: attack.then });
    ends.push(await withinDeadline(run(attack, { pool, files: next }), attack));
  }
  const forged = attack.holds.includes("not_passed") && isForged(end, expected);
  const refused = forged && await isRefused(attack, { pool, files, own: outside.fill(attack.python) });
  const problems = [
    ...ends.flatMap((each) => endProblems(attack, { end: each })),
    ...(forged && !refused ? [`${TRUTH} comes out as passed`] : []),
    ...(ends.some((each) => outside.victim.isSecretIn(textOf(each))) ? ["it gives the secret away"] : []),
    ...await outside.changes(),
    ...await ground.harnessChanges(),
  ];
  const outcome = problems.length > 0 ? "broke" : refused ? "refused" : "held";
  return { attack, outcome, problems, end: kindOf(end) };
}

async function run(
  attack: Attack,
  { pool, files }: { pool: PythonPool; files: ReturnType<typeof attackFiles> },
): Promise<AttackEnd> {
  const options = { limitMs: attack.limitMs };
  switch (attack.run) {
    case "warm":
      return { warm: await pool.runTests(files, options) };
    case "calls":
      return { warm: (await pool.watchCalls(files, options)).run };
    case "cold":
      return { cold: await pool.runCold(files, options) };
  }
}

/** The ids of the tests as the program finds them in the text. */
async function idsOf(tests: string, pool: PythonPool): Promise<readonly string[]> {
  const parsed = await pool.parse(tests, { outline: true });
  const ids = parsed.ok ? findTestIds(parsed.tree) : [];
  if (!ids.includes("Victim.test_truth")) {
    throw new Error('Cannot judge "a suite": it has no Victim.test_truth');
  }
  return ids;
}

async function withinDeadline<T>(work: Promise<T>, { name }: Attack): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Cannot end "${name}": it is still running`)), DEADLINE_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
