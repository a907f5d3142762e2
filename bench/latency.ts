/**
 * How much of the waiting for a slow model is hidden: tasks against an endpoint with that latency, so many in flight,
 * over the ideal, which is the longer of the same run without latency and of the latencies alone, packed without a gap.
 * `deno run -A bench/latency.ts [--count 200] [--latency 2000] [--flight 64] [--runs 3]`.
 *
 * @module
 */
import { startChaosServer } from "../tests/support/chaos_server.ts";
import { readNumbers, startBatch } from "./batch_process.ts";
import { describeMachine, goal, median, spread } from "./measure.ts";

const GOAL = 1.05;
const { count, latency, flight, runs } = readNumbers({ count: 200, latency: 2000, flight: 64, runs: 3 });

/** Seconds of a run, with the requests that it took. */
async function measure(latencyMs: number): Promise<{ seconds: number; requests: number; inFlight: number }> {
  const folder = await Deno.makeTempDir();
  await using server = await startChaosServer({ count, latencyMs });
  const batch = startBatch(server, folder, ["--count", String(count), "--concurrency", String(flight)]);
  const { code, seconds, stderr } = await batch.ended;
  if (code !== 0) throw new Error(`Cannot measure: exit ${code}: ${stderr}`);
  await Deno.remove(folder, { recursive: true });
  const { requests, most_in_flight } = server.books.toJson();
  return { seconds, requests, inFlight: most_in_flight };
}

const rounds = [];
// In turn, as what else the machine does hits both.
for (let run = 0; run < runs; run++) rounds.push({ swift: await measure(0), slow: await measure(latency) });

const { requests, inFlight } = rounds[0]!.slow;
const waiting = requests * latency / flight / 1000;
const ratios = rounds.map(({ swift, slow }) => slow.seconds / Math.max(swift.seconds, waiting));
console.log(`Latency of ${latency} ms, ${count} tasks, ${flight} in flight (${await describeMachine()})`);
console.log(`  without latency  ${spread(rounds.map(({ swift }) => swift.seconds), "s", 1)}`);
console.log(`  latencies alone  ${waiting.toFixed(1)} s: ${requests} requests, ${inFlight} at once at most`);
console.log(`  with latency     ${spread(rounds.map(({ slow }) => slow.seconds), "s", 1)}`);
console.log(
  `  over ideal       ${spread(ratios, "times", 3)}, median of ${runs}; ` +
    goal(`at most ${GOAL}`, median(ratios) <= GOAL),
);
