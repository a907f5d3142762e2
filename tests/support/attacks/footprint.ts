import type { Python } from "../../../lib/core/python.ts";
import type { TestRun } from "../../../lib/core/test_run.ts";
import type { HarnessPlace } from "./find_harness.ts";
import { descendantsOf, listProc, namespaceOf, readProc, readProcessTable } from "./process_table.ts";
import { readAttackFile } from "./read_attacks.ts";

/** What a harness holds between two jobs, and what an ordinary job finds. */
export interface Footprint {
  /** Its process id; 0 where it is gone. */
  readonly harness: number;
  /** How many processes it has below it. */
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
/** The system's first process, which takes away in its own time what is left to it; see `zombiesOf`. */
const INIT = 1;
/** How long what has ended may take to be gone. */
const SETTLE_MS = 1500;

/** Runs an ordinary job, then looks at the harness from outside. A `variant` makes it a scenario of its own. */
export async function takeFootprint(
  pool: Python,
  { pid: harness, jobUid, marker, variant = 0 }: HarnessPlace & { marker: string; variant?: number },
): Promise<Footprint> {
  const tests = `${readAttackFile("probe.py").replaceAll("${MARKER}", marker)}# ${variant}\n`;
  const run = await pool.runTests({ moduleName: "thing", code: "", tests }, { limitMs: 5000 });
  const table = readProcessTable();
  const own = [harness, ...descendantsOf(harness, table).map(({ pid }) => pid)];
  const others = table.filter(({ pid, uid, state, parent }) =>
    pid !== Deno.pid && !own.includes(pid) && !(state === "Z" && parent === INIT) &&
    (isOfJobs(uid, jobUid) || sharesNetwork(pid, harness) || readProc(`${pid}/cmdline`).includes(marker))
  );
  const apart = namespaceOf(harness, "net") !== namespaceOf(Deno.pid, "net");
  return {
    harness: table.some(({ pid, state }) => pid === harness && state !== "Z") ? harness : 0,
    below: own.length - 1,
    strays: others.map(({ pid, state }) => `process ${pid}${state === "Z" ? ", a zombie," : ""}`),
    descriptors: listProc(`${harness}/fd`).length,
    mounts: readProc(`${harness}/mountinfo`),
    // Where it has no network of its own, the machine's sockets come and go.
    unixSockets: apart ? readProc(`${harness}/net/unix`).split("\n").length : 0,
    systemV: ["shm", "msg", "sem"].map((kind) => readProc(`sysvipc/${kind}`).split("\n").length).join(),
    memoryKb: Number(/^VmRSS:\s+(\d+)/m.exec(readProc(`${harness}/status`))?.[1] ?? 0),
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
  // Fewer are no harm: what it kept ready for a scenario may have died of an attack.
  const more = (what: string, key: "below" | "descriptors" | "unixSockets") =>
    after[key] <= before[key] ? [] : [`${what}: ${before[key]} before, ${after[key]} after`];
  return [
    ...(before.harness === after.harness
      ? []
      : [`the harness is not the same: process ${before.harness} is gone`]),
    ...more("processes below the harness", "below"),
    ...more("open descriptors of the harness", "descriptors"),
    ...more("unix sockets of the harness", "unixSockets"),
    ...(before.systemV === after.systemV
      ? []
      : [`System V objects: ${before.systemV} before, ${after.systemV} after`]),
    ...after.strays.filter((stray) => !before.strays.includes(stray)).map((stray) => `${stray} is left`),
    ...(after.harness === 0 || before.mounts === after.mounts
      ? []
      : ["the mounts of the harness are not the same"]),
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

/** Zombies that jobs have left to the system and that it has not taken away after a long time, each in one line. */
export async function zombiesOf({ jobUid }: HarnessPlace, waitMs: number): Promise<readonly string[]> {
  const deadline = performance.now() + waitMs;
  for (;;) {
    const zombies = readProcessTable().filter(({ state, uid }) => state === "Z" && isOfJobs(uid, jobUid));
    if (zombies.length === 0 || performance.now() > deadline) {
      return zombies.map(({ pid }) => `zombie ${pid} is left`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Jobs of root have a user of their own; an ordinary user's share theirs with half the machine. */
function isOfJobs(uid: number, jobUid: number): boolean {
  return jobUid !== Deno.uid() && uid === jobUid;
}

function sharesNetwork(pid: number, harness: number): boolean {
  const own = namespaceOf(harness, "net");
  return own !== "" && own !== namespaceOf(Deno.pid, "net") && namespaceOf(pid, "net") === own;
}
