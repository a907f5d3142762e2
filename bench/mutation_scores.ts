/**
 * Mutation score of the library's suites: every mutant of every operator, judged warm. Survivors are listed where
 * modules are named on the command line.
 *
 * `deno run -A bench/mutation_scores.ts [MODULE...]`
 *
 * @module
 */
import { operatorMutants } from "../lib/bugs/operator_mutants.ts";
import type { Candidate } from "../lib/core/candidate.ts";
import { offlineAuthor } from "../lib/library/offline_author.ts";
import { PythonPool } from "../lib/python/pool.ts";
import { writeSpec } from "../lib/stages/2_spec.ts";
import { proveHealthy } from "../lib/stages/3_healthy.ts";
import { judgeCandidates, type Judged } from "../lib/stages/5_verdicts.ts";
import { median } from "./measure.ts";

const GOAL = 0.8;
/** Verdicts by which a mutant counts as killed. */
const KILLED = ["failed", "timeout", "crashed"];

const signal = new AbortController().signal;
const author = offlineAuthor();
await using python = await PythonPool.open({ workers: 2 });
const scores: number[] = [];
for (const seed of author.seeds) {
  const request = { draw: { seed, ordinal: 1 }, attempt: 1, before: null, earlier: [] };
  const { outcome } = await writeSpec(request, { author, python, signal });
  if (!outcome.ok) throw new Error(`Cannot measure: ${outcome.rejection.detail}`);
  const checked = outcome.value;
  const { moduleName, correctCode } = checked.spec;
  if (Deno.args.length > 0 && !Deno.args.includes(moduleName)) continue;
  const healthy = await proveHealthy(checked, python);
  if (!healthy.ok) throw new Error(`Cannot measure: ${healthy.rejection.detail}`);
  const { candidates } = await operatorMutants.propose({ module: checked, subject: moduleName, signal });
  const judged = await judgeCandidates(candidates, { checked, healthy: healthy.value, python });
  const killed = judged.filter(({ verdict }) => KILLED.includes(verdict.kind));
  const survived = judged.filter(({ verdict }) => verdict.kind === "survived");
  const mixed = judged.filter(({ verdict }) => verdict.kind === "failed" && verdict.passing.length > 0);
  const score = killed.length / (killed.length + survived.length);
  scores.push(score);
  const lines = correctCode.trimEnd().split("\n").length;
  console.log(
    `${moduleName.padEnd(22)} ${score.toFixed(3)}${score < GOAL ? " LOW" : ""}  ${killed.length} killed, ` +
      `${survived.length} survived; ${mixed.length} where some tests fail and some pass, ${lines} lines`,
  );
  if (Deno.args.length > 0) { for (const one of survived) console.log(`  ${describe(one, correctCode)}`); }
}
console.log(
  `${scores.length} suites: median ${median(scores).toFixed(3)}, minimum ${Math.min(...scores).toFixed(3)}`,
);

function describe({ candidate }: Judged, source: string): string {
  return `line ${candidate.line} ${candidate.operator}: ${statementOf(candidate, source)}`;
}

/** What each edit replaces by what. */
function statementOf({ edits }: Candidate, source: string): string {
  return edits.map(({ start, end, text }) =>
    `${JSON.stringify(source.slice(start, end))} -> ${JSON.stringify(text)}`
  )
    .join(", ");
}
