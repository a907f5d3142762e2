import type { Python } from "../../../lib/core/python.ts";
import type { TestRun } from "../../../lib/core/test_run.ts";
import type { HarnessProcesses } from "./find_harness.ts";
import { descendantsOf, listProc, namespaceOf, readProc, readProcessTable } from "./process_table.ts";
import { readAttackFile } from "./read_attacks.ts";

/** What a harness holds between two jobs, and what an ordinary job finds. */
export interface Footprint {
  /** Ids of its own processes. */
  readonly own: readonly string[];
  /** How many processes there are below them. */
  readonly below: number;
  /** Processes elsewhere that come from its jobs. */
  readonly strays: readonly string[];
  readonly descriptors: number;
  readonly mounts: string;
  readonly unixSockets: number;
  readonly systemV: string;
  readonly memoryKb: number;
  /** What an ordinary job finds, as JSON; its failure where it is not healthy. */
  readonly found: string;
}

/** How much more memory a harness may hold: its buffers and its memory of compiled tests. */
const MEMORY_TOLERANCE_KB = 24 << 10;
/** How long what has ended may take to be gone. */
const SETTLE_MS = 1500;

/** Runs an ordinary job, then looks at the harness from outside. */
export async function takeFootprint(
  pool: Python,
  { chain, jobUid, marker }: HarnessProcesses & { marker: string },
): Promise<Footprint> {
  const tests = readAttackFile("probe.py").replaceAll("${MARKER}", marker);
  const run = await pool.runTests({ moduleName: "thing", code: "", tests }, { limitMs: 5000 });
  const table = readProcessTable();
  const bottom = chain.at(-1)!;
  const below = chain.flatMap((pid) => descendantsOf(pid, table)).filter(({ pid }) => !chain.includes(pid));
  const others = table.filter(({ pid, uid }) =>
    !chain.includes(pid) && pid !== Deno.pid && !below.some((each) => each.pid === pid) &&
    (isOfJobs(uid, jobUid) || sharesNetwork(pid, bottom) || readProc(`${pid}/cmdline`).includes(marker))
  );
  const apart = namespaceOf(bottom, "net") !== namespaceOf(Deno.pid, "net");
  return {
    own: chain.filter((pid) => table.some((entry) => entry.pid === pid && entry.state !== "Z")).map(String),
    below: new Set(below.map(({ pid }) => pid)).size,
    strays: others.map(({ pid, state }) => `process ${pid}${state === "Z" ? ", a zombie," : ""}`),
    descriptors: chain.reduce((sum, pid) => sum + listProc(`${pid}/fd`).length, 0),
    mounts: readProc(`${bottom}/mountinfo`),
    // Where it has no network of its own, the machine's sockets come and go.
    unixSockets: apart ? readProc(`${bottom}/net/unix`).split("\n").length : 0,
    systemV: ["shm", "msg", "sem"].map((kind) => readProc(`sysvipc/${kind}`).split("\n").length).join(),
    memoryKb: chain.reduce(
      (sum, pid) => sum + Number(/^VmRSS:\s+(\d+)/m.exec(readProc(`${pid}/status`))?.[1] ?? 0),
      0,
    ),
    found: describeProbe(run),
  };
}

/** What differs between two footprints, each in one line; waits for what is about to be gone. */
export async function footprintChanges(
  before: Footprint,
  take: () => Promise<Footprint>,
): Promise<readonly string[]> {
  const deadline = performance.now() + SETTLE_MS;
  for (;;) {
    const changes = compare(before, await take());
    if (changes.length === 0 || performance.now() > deadline) return changes;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function compare(before: Footprint, after: Footprint): readonly string[] {
  const grown = after.memoryKb - before.memoryKb;
  const same = (what: string, key: "below" | "descriptors" | "unixSockets" | "systemV") =>
    before[key] === after[key] ? [] : [`${what}: ${before[key]} before, ${after[key]} after`];
  return [
    ...(before.own.join() === after.own.join()
      ? []
      : [`the harness is not the same: ${before.own} -> ${after.own}`]),
    ...same("processes below the harness", "below"),
    ...same("open descriptors of the harness", "descriptors"),
    ...same("unix sockets of the harness", "unixSockets"),
    ...same("System V objects", "systemV"),
    ...after.strays.filter((stray) => !before.strays.includes(stray)).map((stray) => `${stray} is left`),
    ...(before.mounts === after.mounts ? [] : ["the mounts of the harness are not the same"]),
    ...(grown <= MEMORY_TOLERANCE_KB ? [] : [`the harness has grown by ${Math.round(grown / 1024)} MB`]),
    ...foundChanges(before.found, after.found),
  ];
}

function foundChanges(before: string, after: string): readonly string[] {
  if (before === after) return [];
  const [old, now] = [before, after].map((text) => {
    try {
      return JSON.parse(text) as Record<string, unknown>;
    } catch {
      return null;
    }
  });
  if (!old || !now) return [`the next job is not healthy: ${after.slice(0, 200)}`];
  return Object.keys(now).filter((key) => JSON.stringify(old[key]) !== JSON.stringify(now[key])).map((key) =>
    `the next job finds other ${key}: ${JSON.stringify(old[key])} -> ${JSON.stringify(now[key])}`.slice(
      0,
      300,
    )
  );
}

function describeProbe(run: TestRun): string {
  if (run.kind !== "finished") return JSON.stringify(run);
  const [found, other] = ["Probe.test_found", "Probe.test_other"].map((id) =>
    run.tests.find((test) => test.id === id)
  );
  if (other?.status !== "passed" || !found?.message.startsWith("found ")) {
    return JSON.stringify(run.tests).slice(0, 500);
  }
  return found.message.slice("found ".length);
}

/** Jobs of root have a user of their own; an ordinary user's share theirs with half the machine. */
function isOfJobs(uid: number, jobUid: number): boolean {
  return jobUid !== Deno.uid() && uid === jobUid;
}

function sharesNetwork(pid: number, harness: number): boolean {
  const own = namespaceOf(harness, "net");
  return own !== "" && own !== namespaceOf(Deno.pid, "net") && namespaceOf(pid, "net") === own;
}
