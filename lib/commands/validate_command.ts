import { UsageError } from "../core/errors.ts";
import { DumpNames, dumpTask } from "../flows/dump_task.ts";
import { findRecords, type FoundRecord } from "../flows/find_tasks.ts";
import { auditRepeatedly, type RepeatedReport } from "../flows/repeat_audit.ts";
import { taskToCheck } from "../flows/task_to_check.ts";
import { IMPORT_FORMATS } from "../import/registry.ts";
import { probeFolder } from "../files/probe_folder.ts";
import type { Command, CommandContext, CommandInput, NumberFlag, PathFlag, SwitchFlag } from "./command.ts";
import { printable } from "./printable.ts";
import { openPython, PACKAGES, PYTHON_FLAGS, workersOf } from "./python_flags.ts";
import { JSON_OUTPUT, QUIET } from "./shared_flags.ts";

const DUMP_DIR: PathFlag<null> = {
  name: "dump-dir",
  kind: "path-out",
  placeholder: "DIR",
  fallback: null,
  defaultText: "nothing is written",
  help: "Write each task's files below it, in a folder named for the JSON file",
};

const SKIP_BUGGY: SwitchFlag = {
  name: "skip-buggy",
  kind: "switch",
  help: "Check the healthy module only",
};

const REPEAT: NumberFlag<number> = {
  name: "repeat",
  kind: "integer",
  placeholder: "N",
  min: 1,
  // A Python is kept ready for each hash seed.
  max: 20,
  fallback: 1,
  help: "Check each task so often, each time with another hash seed and test order",
};

const REPLAY: SwitchFlag = {
  name: "replay-evidence",
  kind: "switch",
  help: "Measure the evidence again: each output, value and script that a task quotes",
};

/** `synthdebug validate`: re-verifies tasks. */
export const validateCommand: Command = {
  name: "validate",
  summary: "Prove again that tasks hold: the healthy module passes, the buggy one fails",
  usage: ["validate FILE|DIR... [--dump-dir DIR] [FLAGS]"],
  description:
    "Takes conversation files, and folders in which every .json file is one (hidden files are passed over); datasets of " +
    "instances and chats as well, with what lies beside them. The healthy module must pass all of its tests and the buggy one fail as the file says. Nothing in a file is trusted: its " +
    "code runs confined, its runner_code not at all. --dump-dir writes <stem>/ with <module>_correct.py, <module>_buggy.py, " +
    "test_<module>.py and run_tests.py. With --repeat a task must come out the same in every run. Exits with 1 when any file falls short.",
  flags: [DUMP_DIR, SKIP_BUGGY, REPEAT, REPLAY, PACKAGES, ...PYTHON_FLAGS, JSON_OUTPUT, QUIET],
  positionals: { name: "FILE|DIR", kind: "path-in", min: 1, max: 100_000 },
  examples: [
    { line: "synthdebug validate conversations", says: "Check a whole folder" },
    {
      line: "synthdebug validate conversations --replay-evidence",
      says: "Measure everything again that the conversations quote",
    },
    {
      line: "synthdebug validate task.json --dump-dir dump",
      says: "Check one task and lay out its files in dump/task/",
    },
    {
      line: "synthdebug validate dataset/train.jsonl",
      says: "Check each instance of an exported dataset, with its repository and patches",
    },
    {
      line: "synthdebug validate conversations --repeat 3",
      says: "Check each task in three hash seeds and test orders, and tell which are flaky",
    },
  ],
  run,
};

interface FileReport {
  readonly file: string;
  readonly ok: boolean;
  readonly problems: readonly string[];
  readonly tests: number;
  readonly failing: number | null;
  readonly runs: number;
  readonly flakes: readonly string[];
}

async function run({ flags, positionals }: CommandInput, context: CommandContext): Promise<number> {
  if (flags.get(SKIP_BUGGY) && flags.get(REPLAY)) {
    throw new UsageError('Cannot use "--replay-evidence": --skip-buggy leaves the buggy module out');
  }
  const dumpDir = flags.get(DUMP_DIR);
  if (dumpDir !== null) await probeFolder(dumpDir);
  const repeat = flags.get(REPEAT);
  const workers = workersOf(flags);
  await using python = await openPython(flags, {
    context,
    workers,
    quiet: flags.get(QUIET),
    packages: flags.get(PACKAGES),
  });
  const names = new DumpNames();
  const check = async (found: FoundRecord): Promise<FileReport> => {
    const { name: file } = found;
    // Before anything is awaited: names go by the order of the files.
    const name = names.take(file);
    const report = await auditFound(found, {
      python,
      skipBuggy: flags.get(SKIP_BUGGY),
      replay: flags.get(REPLAY),
      repeat,
    });
    const problems = [...report.problems, ...dumpDir === null ? [] : await dump(report, { dumpDir, name })];
    return {
      file,
      ok: problems.length === 0,
      problems,
      tests: report.tests,
      failing: report.failing?.length ?? null,
      runs: report.runs,
      flakes: report.flakes,
    };
  };
  const reports: FileReport[] = [];
  const finish = async (found: readonly FoundRecord[]) => {
    const some = await Promise.all(found.map(check));
    reports.push(...some);
    if (!flags.get(JSON_OUTPUT)) {
      await context.stdout(some.filter((one) => !flags.get(QUIET) || !one.ok).map(line).join(""));
    }
  };
  // In order and a few at a time: ten thousand tasks must not all be in memory.
  let some: FoundRecord[] = [];
  for await (const found of findRecords(positionals, IMPORT_FORMATS)) {
    if (some.push(found) < 4 * workers) continue;
    await finish(some);
    some = [];
  }
  await finish(some);
  if (reports.length === 0) {
    throw new UsageError(`Cannot validate "${positionals[0]}": it holds no .json files`);
  }
  const failed = reports.filter((report) => !report.ok).length;
  const flaky = reports.filter(({ flakes }) => flakes.length > 0).length;
  if (flags.get(JSON_OUTPUT)) {
    const json = { checked: reports.length, failed, flaky, files: reports };
    await context.stdout(JSON.stringify(json, null, 2) + "\n");
  } else if (!flags.get(QUIET)) {
    const told = repeat > 1 ? ` in ${repeat} runs each, ${flaky} are flaky` : "";
    context.stderr(`${reports.length - failed} of ${reports.length} tasks hold${told}\n`);
  }
  return failed === 0 ? 0 : 1;
}

async function auditFound(
  found: FoundRecord,
  options: Parameters<typeof auditRepeatedly>[1],
): Promise<RepeatedReport> {
  const json = await taskToCheck(found, IMPORT_FORMATS);
  if (json.ok) return await auditRepeatedly(json.value, options);
  const none = { tests: 0, failing: null, payload: null, buggyCode: null, runs: 0, flakes: [] };
  return { ...none, problems: [json.rejection.detail] };
}

/** Lays out a task's files; gives what is in the way, which is this file's failure and no other's. */
async function dump(
  { payload, buggyCode }: RepeatedReport,
  place: { dumpDir: string; name: string },
): Promise<string[]> {
  if (payload === null) return [];
  try {
    await dumpTask({ ...payload, buggyCode }, place);
    return [];
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return [error.message];
  }
}

function line({ file, ok, problems, tests, failing }: FileReport): string {
  const state = ok
    ? `${tests} tests pass on the healthy module${
      failing === null ? "" : `, ${failing} fail on the buggy one`
    }`
    : problems.join("; ");
  return `${ok ? "ok  " : "FAIL"} ${printable(file)}: ${printable(state, 2000)}\n`;
}
