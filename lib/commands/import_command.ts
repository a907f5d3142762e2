import { UsageError } from "../core/errors.ts";
import type { ImportFormat } from "../core/import_format.ts";
import type { Payload } from "../core/payload.ts";
import { toSortedJson } from "../core/sorted_json.ts";
import { join } from "../deps/path.ts";
import { probeFolder } from "../files/probe_folder.ts";
import { readTextBounded } from "../files/read_bounded.ts";
import { findTasks, type Found } from "../flows/find_tasks.ts";
import { importTask } from "../flows/import_task.ts";
import { IMPORT_FORMATS } from "../import/registry.ts";
import type { PythonPool } from "../python/pool.ts";
import { conversationName, saveConversation } from "../stages/8_save.ts";
import type { Command, CommandContext, CommandInput } from "./command.ts";
import * as flag from "./import_flags.ts";
import { didYouMean } from "./nearest_name.ts";
import { printable } from "./printable.ts";
import { openPython, PACKAGES, workersOf } from "./python_flags.ts";
import { JSON_OUTPUT, QUIET } from "./shared_flags.ts";

/** Longest file that is compared, in bytes. */
const MAX_BYTES = 32 * 1024 * 1024;

/** `synthdebug import`: tasks from datasets. */
export const importCommand: Command = {
  name: "import",
  summary: "Make tasks of datasets, each of them measured again",
  usage: ["import FILE|DIR... --output DIR [--format NAME] [FLAGS]"],
  description:
    "Takes .json and .jsonl files, and folders of such. A task that was exported by this program comes back as it " +
    "was, where all that its file says is seen again; of others the tests, the bug, the evidence and the conversation are " +
    "measured anew. What does not hold is refused with the reason: a healthy module that fails, a bug that no test sees. " +
    "Exits with 1 where anything was refused.",
  words: {
    heading: "Forms",
    rows: IMPORT_FORMATS.map(({ name, summary }) => [name, summary] as const),
  },
  flags: flag.IMPORT_FLAGS,
  positionals: { name: "FILE|DIR", kind: "path-in", min: 1, max: 100_000 },
  examples: [
    {
      line: "synthdebug import dataset/train.jsonl --output conversations",
      says: "Instances of SWE-bench or SWE-smith, with repo.git beside them",
    },
    {
      line: "synthdebug import old --format original --output conversations",
      says: "Conversation files that say less: what they lack is measured",
    },
  ],
  run,
};

interface FileReport {
  readonly source: string;
  readonly format: string | null;
  readonly how: "kept" | "measured" | null;
  readonly file: string | null;
  readonly problem: string | null;
}

async function run({ flags, positionals }: CommandInput, context: CommandContext): Promise<number> {
  const output = flags.get(flag.IMPORT_OUTPUT);
  if (output === null) {
    throw new UsageError('Cannot run "import": --output is missing; see synthdebug import --help');
  }
  const formats = chosenFormats(flags.get(flag.IMPORT_FORMAT));
  await probeFolder(output);
  const quiet = flags.get(QUIET);
  const workers = workersOf(flags);
  await using python = await openPython(flags, { context, workers, quiet, packages: flags.get(PACKAGES) });
  const reports: FileReport[] = [];
  const job = { python, output, force: flags.get(flag.IMPORT_FORCE), signal: context.signal };
  const finish = async (some: readonly Found[]) => {
    for (const report of await Promise.all(some.map((found) => importOne(found, job)))) {
      reports.push(report);
      if (report.problem !== null && !quiet) {
        context.stderr(`refused ${printable(report.source)}: ${printable(report.problem, 2000)}\n`);
      }
    }
  };
  // A few at a time: ten thousand tasks must not all be in memory.
  let some: Found[] = [];
  for await (const found of findTasks(positionals, formats)) {
    context.signal.throwIfAborted();
    if (some.push(found) < 2 * workers) continue;
    await finish(some);
    some = [];
  }
  await finish(some);
  if (reports.length === 0) {
    throw new UsageError(`Cannot import "${positionals[0]}": it holds no .json or .jsonl files`);
  }
  return await tell(reports, { output, json: flags.get(JSON_OUTPUT), quiet, context });
}

function chosenFormats(name: string): readonly ImportFormat[] {
  if (name === flag.AUTO) return IMPORT_FORMATS;
  const chosen = IMPORT_FORMATS.filter((format) => format.name === name);
  if (chosen.length > 0) return chosen;
  const names = [flag.AUTO, ...IMPORT_FORMATS.map((format) => format.name)];
  throw new UsageError(`Cannot use "--format": there is no "${name}"${didYouMean(name, names)}`);
}

async function importOne(
  { name, format, task }: Found,
  { python, output, force, signal }: {
    readonly python: PythonPool;
    readonly output: string;
    readonly force: boolean;
    readonly signal: AbortSignal;
  },
): Promise<FileReport> {
  const report = { source: name, format, how: null, file: null };
  const imported = task.ok ? await importTask(task.value, { python, signal }) : task;
  if (!imported.ok) return { ...report, problem: imported.rejection.detail };
  const { payload, how } = imported.value;
  const file = join(output, conversationName(payload, "conversation_"));
  try {
    if (!force) await refuseOther(file, payload);
    await saveConversation(payload, file, output);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { ...report, problem: error.message };
  }
  return { ...report, how, file, problem: null };
}

/** A file that holds the task otherwise is not replaced; the same one may be there. */
async function refuseOther(path: string, payload: Payload): Promise<void> {
  const isThere = await Deno.lstat(path).then(() => true, () => false);
  if (!isThere || await readTextBounded(path, MAX_BYTES) === toSortedJson(payload)) return;
  throw new UsageError(`Cannot write "${path}": it holds another text; name another folder, or use --force`);
}

async function tell(
  reports: readonly FileReport[],
  { output, json, quiet, context }: {
    output: string;
    json: boolean;
    quiet: boolean;
    context: CommandContext;
  },
): Promise<number> {
  const count = (how: FileReport["how"]) => reports.filter((report) => report.how === how).length;
  const [kept, measured, refused] = [count("kept"), count("measured"), count(null)];
  if (json) {
    const all = { found: reports.length, kept, measured, refused, tasks: reports };
    await context.stdout(JSON.stringify(all, null, 2) + "\n");
  } else if (!quiet) {
    context.stderr(
      `${kept + measured} of ${reports.length} tasks imported into ${printable(output)}: ` +
        `${kept} as they were, ${measured} measured anew${refused > 0 ? `, ${refused} refused` : ""}\n`,
    );
  }
  return refused === 0 ? 0 : 1;
}
