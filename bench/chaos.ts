/**
 * Many tasks against a server that fails and a model that answers badly: whether the program comes through, whether its
 * books agree with the server's own, and how many modules are healthy as first answered and after repair.
 * `deno run -A bench/chaos.ts [--count 500] [--faults 0.3] [--bad 0.3]`.
 *
 * @module
 */
import type { ServerTotals } from "../tests/support/chaos_books.ts";
import { ChaosModel } from "../tests/support/chaos_model.ts";
import { startChaosServer } from "../tests/support/chaos_server.ts";
import {
  type BatchSummary,
  countTasks,
  type EndedBatch,
  PRICE,
  readNumbers,
  startBatch,
} from "./batch_process.ts";
import { describeMachine, goal } from "./measure.ts";

const { count, faults, bad } = readNumbers({ count: 500, faults: 0.3, bad: 0.3 });
const FLAGS = ["--concurrency", "64", "--request-timeout", "60", "--idle-timeout", "2"];

const kinds = Math.min(count, (await ChaosModel.open(0)).kinds.length);

interface Run {
  readonly name: string;
  readonly count: number;
  readonly bad: number;
  readonly everyKind?: boolean;
  readonly flags: readonly string[];
}

const RUNS: readonly Run[] = [
  { name: "good answers", count, bad: 0, flags: [] },
  { name: "every kind of bad answer once", count: kinds, bad: 0, everyKind: true, flags: [] },
  { name: "bad answers", count, bad, flags: [] },
  { name: "bad answers, no repair", count, bad, flags: ["--max-attempts", "1", "--retries", "0"] },
  {
    name: "bad answers, bugs and narration by the model",
    count: Math.ceil(count / 5),
    bad,
    flags: ["--bug-strategies", "llm_variant=2,llm_feature,operator", "--narrate"],
  },
];

console.log(`Chaos, ${percent(faults)} of the requests faulty (${await describeMachine()})`);
for (const run of RUNS) {
  const folder = await Deno.makeTempDir();
  await using server = await startChaosServer({ ...run, faultShare: faults, badShare: run.bad });
  const batch = startBatch(server, folder, ["--count", String(run.count), ...FLAGS, ...run.flags]);
  const ended = await batch.ended;
  const { summary } = ended;
  console.log(`  ${run.name}: exit ${ended.code} after ${ended.seconds.toFixed(0)} s`);
  console.log(`    ${goal("no crash", !hasCrashed(ended))}`);
  if (summary === null) throw new Error(`Cannot measure "${run.name}": ${ended.stderr}`);
  const files = countTasks(folder);
  console.log(`    tasks: ${summary.made} of ${run.count}; ${goal("a file each", files === summary.made)}`);
  for (const line of compareBooks(summary, server.books.toJson())) console.log(`    ${line}`);
  const { first_answer, repaired, given_up } = summary.modules;
  const modules = first_answer + repaired + given_up;
  console.log(
    `    modules: ${percent(first_answer / modules)} healthy without repair, ` +
      `${percent((first_answer + repaired) / modules)} with it ` +
      `(${first_answer} as first answered, ${repaired} repaired, ${given_up} given up)`,
  );
  console.log(`    refused: ${describe(summary.refused)}`);
  await Deno.remove(folder, { recursive: true });
}

/** The program's books beside the server's own; where they differ, the server's in brackets. */
function compareBooks({ books }: BatchSummary, server: ServerTotals): string[] {
  const { prompt, completion } = server.tokens;
  const failed = sum(books.requests.failed);
  const rows: readonly [string, number, number][] = [
    ["requests", books.requests.sent, server.requests],
    ...Object.entries(server.asked).map(([asked, count]): [string, number, number] => [
      asked,
      books.by_purpose[asked]?.requests.sent ?? 0,
      count,
    ]),
    ["failed", failed, server.requests - server.answers.delivered],
    ["answers", books.requests.sent - failed, server.answers.delivered],
    ["prompt tokens", books.tokens.prompt, prompt],
    ["completion tokens", books.tokens.completion, completion],
    ["micro-dollars", 1e6 * (books.cost_usd ?? NaN), prompt * PRICE.input + completion * PRICE.output],
  ];
  const shown = rows.map(([what, own, other]) =>
    `${Math.round(own)} ${what}${Math.round(own) === other ? "" : ` (${other})`}`
  );
  const equal = rows.every(([, own, other]) => Math.abs(own - other) < 1e-3);
  return [`books: ${shown.join(", ")}`, goal("equal to the server's own count", equal)];
}

/** An error that no rule of the program expects, told by its stack trace or its end by a signal. */
function hasCrashed({ code, stderr }: EndedBatch): boolean {
  return ![0, 1].includes(code) || /Uncaught|^\s+at .*:\d+:\d+\)?$/m.test(stderr);
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, value) => total + value, 0);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(share < 1 && share > 0.995 ? 1 : 0)} %`;
}

function describe(counts: Readonly<Record<string, number>>): string {
  const sorted = Object.entries(counts).sort(([, a], [, b]) => b - a);
  return sorted.map(([reason, times]) => `${times} ${reason}`).join(", ") || "nothing";
}
