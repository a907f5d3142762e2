import type { Python } from "../../../lib/core/python.ts";
import { type ProcessEntry, readProcessTable } from "./process_table.ts";
import { readAttackFile } from "./read_attacks.ts";

/** A pool's one harness, as seen from outside. */
export interface HarnessPlace {
  /** The program's own child, of which all jobs descend. */
  readonly pid: number;
  /** The user that its jobs run as, as seen from outside. */
  readonly jobUid: number;
  /** Whether its jobs are root itself, with privileges or all system calls: no place to try attacks. */
  readonly almighty: boolean;
}

/** Signals of which a job can block any choice without harm. */
const REAL_TIME = [36, 62] as const;

/**
 * Finds the harness that does a pool's jobs. A job cannot say who it is to the outside, since its process id may be one of
 * another namespace; so it blocks signals that nobody else blocks, and waits to be found.
 */
export async function findHarness(pool: Python): Promise<HarnessPlace> {
  const [low, high] = REAL_TIME;
  const numbers = Array.from({ length: high - low }, (_, at) => low + at).filter(() => Math.random() < 0.5);
  const mask = numbers.reduce((sum, number) => sum | 1n << BigInt(number - 1), 0n).toString(16);
  const tests = readAttackFile("locate.py").replace("${SIGNALS}", numbers.join());
  const job = pool.runTests({ moduleName: "thing", code: "", tests }, { limitMs: 5000 });
  let over = false;
  const end = job.then((run) => {
    over = true;
    return run;
  });
  while (!over) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    const table = readProcessTable();
    const found = table.find(({ blocked }) => blocked === mask);
    if (!found) continue;
    await end;
    return { pid: harnessOf(found, table), jobUid: found.uid, almighty: isAlmighty(found) };
  }
  throw new Error(`Cannot find "the harness": its job came to ${JSON.stringify(await end)}`);
}

function isAlmighty({ uid, powerless, filtered }: ProcessEntry): boolean {
  return uid === 0 && !(powerless && filtered);
}

function harnessOf(job: ProcessEntry, table: readonly ProcessEntry[]): number {
  let at: ProcessEntry | undefined = job;
  while (at && at.parent !== Deno.pid) at = table.find(({ pid }) => pid === at?.parent);
  if (!at) throw new Error(`Cannot find "the harness": process ${job.pid} does not descend from this one`);
  return at.pid;
}
