/**
 * What a run that is killed pays twice: it is killed with SIGKILL at random moments, started again each time, and then
 * left alone until it is done. Each conversation that reached the server twice was paid twice; unavoidable are only
 * those that were in flight when the run was killed.
 * `deno run -A bench/kill.ts [--count 150] [--kills 10] [--latency 1500] [--life 10000] [--seed 1]`.
 *
 * @module
 */
import { seededRandom } from "../lib/core/random.ts";
import type { BookedRequest } from "../tests/support/chaos_books.ts";
import { startChaosServer } from "../tests/support/chaos_server.ts";
import { countTasks, readNumbers, startBatch } from "./batch_process.ts";
import { describeMachine, goal } from "./measure.ts";

const { count, kills, latency, life, seed } = readNumbers({
  count: 150,
  kills: 10,
  latency: 1500,
  life: 10_000,
  seed: 1,
});
/** Milliseconds that an answer may have been at the program before the kill, and still count as arriving. */
const ARRIVING_MS = 200;

const random = seededRandom(`kill ${seed}`);
const folder = await Deno.makeTempDir();
await using server = await startChaosServer({ count, latencyMs: latency });

/** Runs for the tasks that are missing; gives when the run was killed, null where it ended by itself. */
async function runOn(lifeMs: number | null): Promise<number | null> {
  let killedAt: number | null = null;
  const batch = startBatch(server, folder, ["--count", String(missing()), "--concurrency", "16"]);
  const timer = lifeMs === null ? undefined : setTimeout(() => {
    killedAt = performance.now();
    batch.kill();
  }, lifeMs);
  const { code, stderr } = await batch.ended;
  clearTimeout(timer);
  if (killedAt === null && code !== 0) throw new Error(`Cannot measure: exit ${code}: ${stderr}`);
  return killedAt;
}

function missing(): number {
  return count - countTasks(folder);
}

const moments: number[] = [];
while (moments.length < kills && missing() > 0) {
  const moment = await runOn(random.next() * life);
  if (moment !== null) moments.push(moment);
}
// A task whose file was written but not remembered is made again: it takes one run more.
while (missing() > 0) await runOn(null);

/** What was asked before and again later, by what it was doing when the run was killed in between. */
const again = [...Map.groupBy(server.books.requests, ({ content }) => content).values()]
  .flatMap((same) => same.slice(0, -1).map((request, at) => ({ request, next: same[at + 1]! })));
const ages = again.map(({ request, next }) => ageAtKill(request, next));
const inFlight = ages.filter((age) => age <= 0).length;
const arriving = ages.filter((age) => age > 0 && age <= ARRIVING_MS);
const settled = ages.length - inFlight - arriving.length;

/** How long before the kill its answer had been read: 0 where it had not, Infinity where no kill lies in between. */
function ageAtKill({ began, ended, end }: BookedRequest, next: BookedRequest): number {
  const moment = moments.find((at) => began <= at && at <= next.began);
  if (moment === undefined) return Infinity;
  return end !== "whole" || ended === null ? 0 : Math.max(0, moment - ended);
}

const { requests, answers } = server.books.toJson();
console.log(
  `Killed ${moments.length} times, ${count} tasks, latency ${latency} ms (${await describeMachine()})`,
);
console.log(`  tasks made            ${countTasks(folder)} of ${count}`);
console.log(`  requests              ${requests}, ${answers.delivered} of them answered and read`);
console.log(`  asked twice           ${ages.length}`);
console.log(`    in flight at a kill ${inFlight}`);
console.log(
  `    arriving at a kill  ${arriving.length}` +
    (arriving.length > 0 ? `, read ${Math.max(...arriving).toFixed(0)} ms before at most` : ""),
);
console.log(`    answered before     ${settled}; ${goal("none", settled === 0)}`);
await Deno.remove(folder, { recursive: true });
