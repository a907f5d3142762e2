/**
 * Tries every attack of tests/testdata/attacks on each rung of isolation that this machine gives, and prints one table.
 * `deno task attacks [--rung 1] [--only TEXT] [--control] [--verbose]`: one rung alone; attacks whose name or group holds
 * the text; what each comes to in a plain Python; what went wrong.
 *
 * @module
 */
import { parseArgs } from "@std/cli";
import { findInterpreter } from "../lib/python/interpreter.ts";
import { hasControl } from "../tests/support/attacks/attack.ts";
import { attackTable } from "../tests/support/attacks/attack_table.ts";
import { controlAttack, type ControlOutcome } from "../tests/support/attacks/control_attack.ts";
import { openGround } from "../tests/support/attacks/ground.ts";
import { judgeAttack, type Judgement } from "../tests/support/attacks/judge_attack.ts";
import { openRung } from "../tests/support/attacks/open_rung.ts";
import { openOutside } from "../tests/support/attacks/outside.ts";
import { readAttacks } from "../tests/support/attacks/read_attacks.ts";

const words = parseArgs(Deno.args, { string: ["rung", "only"], boolean: ["control", "verbose"] });
const rungs = words.rung === undefined ? [1, 2] : [Number(words.rung)];
const only = String(words.only ?? "").toLowerCase();
const attacks = readAttacks().filter(({ name, group }) => `${group}: ${name}`.toLowerCase().includes(only));

const columns = new Map<string, readonly string[]>();
const notes: string[] = [];
let broken = 0;
// At once: each has a harness, a victim and files of its own.
const judged = await Promise.all(rungs.map(judgeAll));
for (const [at, rung] of rungs.entries()) {
  const judgements = judged[at] ?? null;
  columns.set(
    `rung ${rung}`,
    judgements === null ? attacks.map(() => "n/a") : judgements.map(({ outcome }) => outcome),
  );
  for (const { attack, outcome, problems } of judgements ?? []) {
    if (outcome !== "broke") continue;
    broken++;
    notes.push(`rung ${rung}, ${attack.group}, ${attack.name}: ${problems.join("; ")}`);
  }
}
if (words.control) columns.set("no isolation", await controlAll());

const heads = [...columns.keys()];
console.log(attackTable([
  ["attack", "group", ...heads],
  ...attacks.map(({ name, group }, at) => [name, group, ...heads.map((head) => columns.get(head)![at]!)]),
]));
console.log();
for (const [head, cells] of columns) {
  const counts = Map.groupBy(cells, (cell) => cell);
  console.log(`${head}: ${[...counts].map(([cell, list]) => `${list.length} ${cell}`).join(", ")}`);
}
if (words.verbose) console.log(notes.join("\n"));
if (broken > 0) Deno.exitCode = 1;

/** Every attack on one rung; null where this machine does not give it. */
async function judgeAll(rung: number): Promise<readonly Judgement[] | null> {
  const pool = await openRung(rung);
  if (pool === null) return null;
  try {
    await using ground = await openGround(pool);
    const judgements: Judgement[] = [];
    for (const attack of attacks) judgements.push(await judgeAttack(attack, { pool, rung, ground }));
    notes.push(...(await ground.zombies()).map((zombie) => `rung ${rung}: ${zombie}`));
    return judgements;
  } finally {
    await pool.close();
  }
}

/** Every attack in a plain Python; "-" where there is nothing to reach, or it is too dangerous. */
async function controlAll(): Promise<readonly (ControlOutcome | "-")[]> {
  const { path } = await findInterpreter();
  await using outside = await openOutside(path, () => Deno.pid);
  const outcomes: (ControlOutcome | "-")[] = [];
  for (const attack of attacks) {
    if (!hasControl(attack)) {
      outcomes.push("-");
      continue;
    }
    const { outcome, said } = await controlAttack(attack, { python: path, outside });
    if (outcome !== "reached") {
      notes.push(`no isolation, ${attack.group}, ${attack.name}: ${outcome}: ${said}`);
    }
    outcomes.push(outcome);
  }
  return outcomes;
}
