import { UsageError } from "../core/errors.ts";
import { accept, type Outcome, reject } from "../core/rejection.ts";
import type { TaskFolder } from "../core/task_folder.ts";
import { parseTaskFilter } from "../core/task_filter.ts";
import { EXPORT_FORMATS } from "../export/registry.ts";
import { type CheckedTask, checkHarbor } from "../flows/check_harbor.ts";
import { exportDataset, type ExportReport } from "../flows/export_dataset.ts";
import { hideExported } from "../flows/hide_exported.ts";
import { readBenchmark } from "../flows/read_benchmark.ts";
import { parseSplits } from "../flows/split_groups.ts";
import { findWrongFix } from "../flows/wrong_fix.ts";
import type { Command, CommandContext, CommandInput } from "./command.ts";
import * as flag from "./export_flags.ts";
import { findTaskFiles } from "./find_task_files.ts";
import { didYouMean } from "./nearest_name.ts";
import { printable } from "./printable.ts";
import { openPython, PACKAGES, workersOf } from "./python_flags.ts";
import { JSON_OUTPUT, QUIET } from "./shared_flags.ts";

const WRONG_FIX_NAMES = EXPORT_FORMATS.filter(({ showsWrongFixes }) => showsWrongFixes)
  .map(({ name }) => name).join(", ");

/** `synthdebug export`: datasets that others train and evaluate with. */
export const exportCommand: Command = {
  name: "export",
  summary: "Write tasks in the formats that people train and evaluate with",
  usage: ["export FILE|DIR... --format NAME --output DIR [FLAGS]"],
  description: "Takes conversation files, and folders in which every .json file is one. " +
    "The dataset's folder appears whole or not at all. With --split all bugs of one module stay together. " +
    `${WRONG_FIX_NAMES} show wrong fixes, for which they run each task's code confined; harbor runs it to hide tests; the other formats run nothing. ` +
    "With --check a task that does not hold is left out. " +
    "Exits with 1 where a file cannot be read, a task is left out or nothing is left to write.",
  words: { heading: "Formats", rows: EXPORT_FORMATS.map(({ name, summary }) => [name, summary] as const) },
  flags: flag.EXPORT_FLAGS,
  positionals: { name: "FILE|DIR", kind: "path-in", min: 1, max: 100_000 },
  examples: [
    {
      line: "synthdebug export conversations --format openai-chat --output dataset",
      says: "One line of JSON a task, in dataset/train.jsonl",
    },
    {
      line: "synthdebug export conversations -f openai-chat -o dataset --split train=0.9,test=0.1",
      says: "A tenth for testing, of modules that training does not see",
    },
    {
      line:
        "synthdebug export conversations -f openai-chat -o hard --filter 'difficulty=hard,family!=unit' --limit 500",
      says: "Choose what comes into it",
    },
    {
      line: "synthdebug export conversations -f trl-preference -o pairs",
      says: "Each task with its fix and with a wrong fix that was run",
    },
    {
      line: "synthdebug export conversations -f harbor -o tasks --check",
      says: "A folder a task for coding agents, each proved by its own grader",
    },
  ],
  run,
};

/** Why a task may be left out without anything being wrong. */
const AS_ASKED = ["filtered", "same_task", "duplicate", "known_module", "contaminated", "no_wrong_fix"];

async function run({ flags, positionals }: CommandInput, context: CommandContext): Promise<number> {
  const name = flags.get(flag.FORMAT);
  const output = flags.get(flag.DATASET);
  if (name === null || output === null) {
    const missing = name === null ? "--format" : "--output";
    throw new UsageError(`Cannot run "export": ${missing} is missing; see synthdebug export --help`);
  }
  const names = EXPORT_FORMATS.map((format) => format.name);
  const format = EXPORT_FORMATS.find((each) => each.name === name);
  if (format === undefined) {
    throw new UsageError(`Cannot use "--format": there is no "${name}"${didYouMean(name, names)}`);
  }
  if (flags.get(flag.CHECK) && !format.isChecked) {
    throw new UsageError(`Cannot use "--check": ${name} has nothing to be graded`);
  }
  const split = flags.get(flag.SPLIT);
  const splits = split === null ? null : parseSplits(split);
  const filter = flags.get(flag.FILTER);
  const wanted = filter === null ? null : parseTaskFilter(filter);
  const license = flags.get(flag.LICENSE);
  if (license !== null && !/^[a-z0-9][a-z0-9.-]{0,63}$/.test(license)) {
    throw new UsageError(`Cannot use "--license": "${license}" is not like mit or cc-by-4.0`);
  }
  const files = await findTaskFiles(positionals);
  if (files.length === 0) throw new UsageError(`Cannot export "${positionals[0]}": it holds no .json files`);
  const against = flags.get(flag.AGAINST);
  if (flags.get(flag.NEW_MODULES) && against === null) {
    throw new UsageError('Cannot use "--new-modules": --against does not say which are known');
  }
  const benchmark = flags.get(flag.DECONTAMINATE);
  const quiet = flags.get(QUIET);
  const runsCode = format.showsWrongFixes || format.hidesTests;
  await using python = runsCode
    ? await openPython(flags, { context, workers: workersOf(flags), quiet, packages: flags.get(PACKAGES) })
    : null;
  const checks: CheckedTask[] = [];
  const check = async (folder: TaskFolder): Promise<Outcome<null>> => {
    const checked = await checkHarbor(folder, { python: python!, signal: context.signal });
    checks.push(checked);
    if (!flags.get(JSON_OUTPUT) && !(quiet && checked.holds)) await context.stdout(checkedLine(checked));
    const wrong = wrongIn(checked);
    return checked.holds ? accept(null) : reject("does_not_hold", wrong);
  };
  const report = await exportDataset(files, {
    format,
    output,
    overwrite: flags.get(flag.OVERWRITE),
    splits,
    seed: flags.get(flag.SPLIT_SEED),
    filter: wanted,
    dedupe: flags.get(flag.DEDUPE),
    against: against === null ? [] : await findTaskFiles([against]),
    newModules: flags.get(flag.NEW_MODULES),
    benchmark: benchmark === null ? null : await readBenchmark(benchmark),
    limit: flags.get(flag.LIMIT),
    shardSize: flags.get(flag.SHARD_SIZE),
    license,
    wrongFix: (task) =>
      python === null
        ? Promise.resolve(reject("no_wrong_fix", "none was looked for"))
        : findWrongFix(task, python),
    hideTests: (task) => hideExported(task, python!),
    check: flags.get(flag.CHECK) ? check : null,
    signal: context.signal,
    progress: ({ file, skipped }) => {
      if (skipped === null || quiet || skipped.reason === "filtered") return;
      context.stderr(`left out ${printable(file)}: ${printable(skipped.detail, 2000)}\n`);
    },
  });
  if (flags.get(JSON_OUTPUT)) {
    const json = flags.get(flag.CHECK) ? { ...report, checks } : report;
    await context.stdout(JSON.stringify(json, null, 2) + "\n");
  } else if (!quiet) context.stderr(told(report, output));
  const isLost = Object.keys(report.skipped).some((reason) => !AS_ASKED.includes(reason));
  return report.tasks > 0 && !isLost ? 0 : 1;
}

function checkedLine(checked: CheckedTask): string {
  const { name, holds, runs } = checked;
  const says = holds
    ? `nothing done scores 0, the solution 1, each of ${runs.length - 2} cheats 0`
    : wrongIn(checked);
  return `${holds ? "ok  " : "FAIL"} ${printable(name)}: ${printable(says, 2000)}\n`;
}

function wrongIn({ runs }: CheckedTask): string {
  return runs.filter(({ expected, reward }) => reward !== expected)
    .map(({ name, expected, reward, says }) =>
      `${name} scores ${reward ?? "nothing"} instead of ${expected} (${says})`
    )
    .join("; ");
}

function told({ read, tasks, records, splits, skipped, wrong_fixes }: ExportReport, output: string): string {
  const reasons = Object.entries(skipped).map(([reason, count]) => `${count} ${reason}`);
  const left = reasons.length > 0 ? `; left out: ${reasons.join(", ")}` : "";
  if (tasks === 0) return `Nothing of ${read} files is left to write${left}\n`;
  const parts = Object.entries(splits).map(([name, of]) => `${name} ${of.tasks}`).join(", ");
  const wrong = Object.entries(wrong_fixes ?? {}).map(([kind, count]) => `${count} ${kind}`).join(", ");
  const shown = wrong === "" ? "" : `; wrong fixes: ${wrong}`;
  return `${tasks} of ${read} tasks in ${records} records: ${parts}, in ${
    printable(output)
  }${shown}${left}\n`;
}
