/**
 * How long `--version` takes against an empty program, in the same Deno.
 *
 * @module
 */
import { fromFileUrl, join } from "@std/path";
import { describeMachine, goal, median, secondsOf, spread } from "./measure.ts";

const RUNS = 21;
const GOAL = 1.5;

const folder = await Deno.makeTempDir();
const empty = join(folder, "empty.ts");
await Deno.writeTextFile(empty, "");
const main = fromFileUrl(new URL("../main.ts", import.meta.url));

const start = (words: readonly string[]) =>
  secondsOf(() => new Deno.Command(Deno.execPath(), { args: ["run", "--no-config", ...words] }).output());
const times: { empty: number[]; version: number[] } = { empty: [], version: [] };
// The first of each fills Deno's caches; then in turn, so that what else the machine does hits both.
await start([empty]);
await start([main, "--version"]);
for (let run = 0; run < RUNS; run++) {
  times.empty.push(1000 * await start([empty]));
  times.version.push(1000 * await start([main, "--version"]));
}
await Deno.remove(folder, { recursive: true });

const ratio = median(times.version.map((ms, at) => ms / times.empty[at]!));
console.log(`Start-up (${await describeMachine()})`);
console.log(`  deno run of an empty file  ${spread(times.empty, "ms", 0)}`);
console.log(`  main.ts --version          ${spread(times.version, "ms", 0)}`);
console.log(`  ratio ${ratio.toFixed(2)}, median of ${RUNS}; ${goal(`at most ${GOAL}`, ratio <= GOAL)}`);
