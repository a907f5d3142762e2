/**
 * A thousand runs on one harness, every third of them hostile: what memory and descriptors the harness and this program
 * hold on the way, and what is left. `deno run -A bench/soak.ts [--runs 1000] [--rung 1]`.
 *
 * @module
 */
import { attackFiles } from "../tests/support/attacks/attack_files.ts";
import { openGround } from "../tests/support/attacks/ground.ts";
import { openRung } from "../tests/support/attacks/open_rung.ts";
import { listProc, readProc } from "../tests/support/attacks/process_table.ts";
import { readAttacks } from "../tests/support/attacks/read_attacks.ts";
import { childrenOf, descendantsOf, isAlive } from "../tests/support/processes.ts";
import { readNumbers } from "./batch_process.ts";
import { describeMachine, goal } from "./measure.ts";

const { runs, rung } = readNumbers({ runs: 1000, rung: 1 });
/** Runs before the first look, in which buffers and processes for scenarios come to be. */
const WARM_UP = 30;
const LOOKS = 10;
/** How much more may be held at the end: what the system's own bookkeeping moves by. */
const MOST_GROWTH_MB = 8;

interface Held {
  readonly harnessMb: number;
  readonly programMb: number;
  readonly descriptors: number;
  readonly processes: number;
}

const machine = await describeMachine();
const pool = await openRung(rung);
if (pool === null) throw new Error(`Cannot soak "rung ${rung}": this machine does not give it`);
const looks: { run: number; held: Held }[] = [];
const ends = new Map<string, number>();
let harnesses: readonly number[] = [];
{
  await using ground = await openGround(pool);
  const victims = new Set(childrenOf(Deno.pid).filter((pid) => pid === ground.outside.victim.pid));
  harnesses = childrenOf(Deno.pid).filter((pid) => isAlive(pid) && !victims.has(pid));
  const hostile = readAttacks().filter((attack) => attack.rungs.includes(rung) && attack.run !== "cold");
  const honest = {
    moduleName: "thing",
    code: "def half(x):\n    return x / 2\n",
    tests: "import thing, unittest\nclass A(unittest.TestCase):\n    def test_a(self):\n" +
      "        self.assertEqual(thing.half(3), 1.5)\n",
  };
  for (let run = 0; run < WARM_UP + runs; run++) {
    const attack = run % 3 === 2 ? hostile[Math.floor(run / 3) % hostile.length]! : null;
    if (attack) ground.outside.reset();
    const files = attack ? attackFiles(attack, ground.outside) : honest;
    const end = await pool.runTests(files, { limitMs: attack?.limitMs ?? 5000 });
    const name = `${attack ? "hostile" : "honest"} ${end.kind}`;
    ends.set(name, (ends.get(name) ?? 0) + 1);
    if (!attack && (end.kind !== "finished" || end.tests[0]?.status !== "passed")) {
      throw new Error(`Cannot go on: an honest run came to ${JSON.stringify(end)}`);
    }
    if (run >= WARM_UP && (run - WARM_UP) % Math.ceil(runs / LOOKS) === 0) {
      looks.push({ run: run - WARM_UP, held: hold(harnesses) });
    }
  }
  looks.push({ run: runs, held: hold(harnesses) });
}
const same = childrenOf(Deno.pid).filter((pid) => harnesses.includes(pid) && isAlive(pid)).length;
await pool.close();

console.log(`${runs} runs on rung ${rung}, every third hostile (${machine})`);
for (const { run, held } of looks) {
  console.log(
    `  after ${String(run).padStart(5)}: harness ${held.harnessMb.toFixed(1)} MB, program ` +
      `${held.programMb.toFixed(1)} MB, ${held.descriptors} descriptors, ${held.processes} processes`,
  );
}
console.log(`  ends: ${[...ends].sort().map(([name, count]) => `${count} ${name}`).join(", ")}`);
const [first, last] = [looks[0]!.held, looks.at(-1)!.held];
console.log(`  ${goal("the harness is the same one", same === harnesses.length)}`);
console.log(
  `  ${goal(`memory flat (${MOST_GROWTH_MB} MB)`, last.harnessMb - first.harnessMb <= MOST_GROWTH_MB)}`,
);
console.log(`  ${goal("descriptors flat", last.descriptors <= first.descriptors)}`);
console.log(`  ${goal("processes flat", last.processes <= first.processes)}`);
console.log(`  ${goal("nothing is left", harnesses.every((pid) => !isAlive(pid)))}`);

function hold(own: readonly number[]): Held {
  return {
    harnessMb: [...own, ...own.flatMap(descendantsOf)].reduce((sum, pid) => sum + memoryOf(pid), 0),
    programMb: memoryOf(Deno.pid),
    descriptors: own.reduce((sum, pid) => sum + listProc(`${pid}/fd`).length, 0),
    processes: own.flatMap(descendantsOf).length,
  };
}

function memoryOf(pid: number): number {
  return Number(/^VmRSS:\s+(\d+)/m.exec(readProc(`${pid}/status`))?.[1] ?? 0) / 1024;
}
