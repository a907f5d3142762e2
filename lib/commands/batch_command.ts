import { UsageError } from "../core/errors.ts";
import { dirname, join } from "../deps/path.ts";
import { type BatchOptions, type BatchSummary, runBatch } from "../flows/batch.ts";
import { Journal } from "../flows/journal.ts";
import { probeFolder } from "../files/probe_folder.ts";
import { conversationName, saveConversation } from "../stages/8_save.ts";
import type { Command, CommandContext, CommandInput, PathFlag, TextFlag } from "./command.ts";
import { describeSummary, Progress } from "./progress.ts";
import { COUNT, JSON_OUTPUT, QUIET, RETRIES, STATE } from "./shared_flags.ts";
import { openWorkshop, TASK_FLAGS, type Workshop } from "./task_flags.ts";

/** The state file's name in a batch's folder, where --state names none. */
export const STATE_NAME = ".synthdebug_state.json";

/** The journal's name in a batch's folder. */
export const JOURNAL_NAME = "run.jsonl";

/** Folder of the conversations. */
export const OUTPUT_FOLDER: PathFlag<string> = {
  name: "output",
  short: "o",
  kind: "path-out",
  placeholder: "DIR",
  fallback: "conversations",
  help: "Folder for the conversations; made where it is missing",
};

/** Start of the file names. */
export const PREFIX: TextFlag<string> = {
  name: "prefix",
  kind: "text",
  placeholder: "TEXT",
  fallback: "conversation_",
  help: "Start of each file's name",
};

const BATCH_COUNT = { ...COUNT, fallback: 10 };
const BATCH_STATE = { ...STATE, defaultText: `${STATE_NAME} in the output folder` };

/** `synthdebug batch`: many tasks of different scenarios. */
export const batchCommand: Command = {
  name: "batch",
  summary: "Make many debugging conversations, one JSON file each",
  usage: ["batch [--count N] [--output DIR] [FLAGS]"],
  description:
    "Each task is another scenario; where the offline library is used up, its scenarios come again with other " +
    "bugs, and no bug comes twice. What was used is remembered in the state file, so a further run adds new tasks. " +
    `The folder gets one JSON file a task and ${JOURNAL_NAME}, a journal of everything made and refused. ` +
    "Ctrl-C finishes what is in flight; a second one stops at once. Exits with 1 if tasks are missing.",
  flags: [
    BATCH_COUNT,
    OUTPUT_FOLDER,
    PREFIX,
    ...TASK_FLAGS.map((flag) => flag === STATE ? BATCH_STATE : flag),
    JSON_OUTPUT,
  ],
  positionals: "none",
  examples: [
    {
      line: "synthdebug batch --count 10",
      says: "Make ten tasks in conversations/, with no model and no key",
    },
    {
      line: "synthdebug batch --count 100 --model gpt-4o --output tasks --concurrency 32",
      says: "Make a hundred with a model, 32 at a time (OPENAI_API_KEY holds the key)",
    },
    {
      line: "synthdebug batch --count 50 --offline --catalog-seed 7 --output tasks",
      says: "Make the same fifty tasks, byte by byte, whenever it is run into an empty folder",
    },
  ],
  drains: true,
  run,
};

async function run({ flags }: CommandInput, context: CommandContext): Promise<number> {
  const folder = flags.get(OUTPUT_FOLDER);
  const prefix = flags.get(PREFIX);
  checkPrefix(prefix);
  await probeFolder(folder);
  await using workshop = await openWorkshop(flags, context, join(folder, STATE_NAME));
  return await conductBatch({ flags, context, workshop }, {
    folder,
    count: flags.get(BATCH_COUNT),
    save: async (payload) => {
      const path = join(folder, conversationName(payload, prefix));
      await saveConversation(payload, path);
      return path;
    },
  });
}

/** What differs between commands that make many tasks. */
export interface BatchJob {
  /** Where the journal is written. */
  readonly folder: string;
  readonly count: number;
  readonly save: BatchOptions["save"];
  /** Printed to stdout at the end, where --json is not given. */
  readonly result?: (summary: BatchSummary) => string;
  /** More for --json. */
  readonly details?: () => Readonly<Record<string, unknown>>;
}

/** Runs a batch with progress, journal, summary and exit code. */
export async function conductBatch(
  { flags, context, workshop }: { flags: CommandInput["flags"]; context: CommandContext; workshop: Workshop },
  { folder, count, save, result, details }: BatchJob,
): Promise<number> {
  const quiet = flags.get(QUIET);
  const started = performance.now();
  const { author, catalogSeed, order } = workshop;
  using journal = await Journal.open(join(folder, JOURNAL_NAME), {
    run: crypto.randomUUID().slice(0, 8),
    now: () => new Date(),
  });
  journal.write({
    event: "run_start",
    count,
    catalog_seed: catalogSeed,
    author: author.name,
    model: author.model,
  });
  const progress = new Progress(context, { quiet });
  const summary = await runBatch({
    ...workshop,
    count,
    order,
    repeats: author.repeats,
    retries: flags.get(RETRIES),
    save,
    journal,
    onProgress: (at) => progress.show(at),
    draining: context.draining,
    signal: context.signal,
  });
  progress.end();
  const seconds = (performance.now() - started) / 1000;
  const { failure, files, tokens, ...counts } = summary;
  const report = { ...counts, seconds, catalog_seed: catalogSeed, tokens: toSnake(tokens) };
  journal.write({ event: "run_end", ...report });
  if (!quiet) context.stderr(describeSummary(summary, seconds));
  if (failure !== null) throw failure;
  if (flags.get(JSON_OUTPUT)) {
    await context.stdout(JSON.stringify({ ...report, files, ...details?.() }, null, 2) + "\n");
  } else if (result) await context.stdout(result(summary));
  return summary.made === summary.wanted ? 0 : 1;
}

function toSnake({ promptTokens, completionTokens }: BatchSummary["tokens"]) {
  return { prompt: promptTokens, completion: completionTokens };
}

/** Longest prefix, in bytes: what follows it, and the name while it is written, must fit in 255. */
const MAX_PREFIX_BYTES = 80;

/** @throws {UsageError} for a prefix that no file name can have, or that would lead out of the folder or hide the files. */
export function checkPrefix(prefix: string): void {
  if (/\p{Cc}/u.test(prefix)) {
    throw new UsageError(`Cannot use "--prefix": "${prefix}" has control characters`);
  }
  if (new TextEncoder().encode(prefix).length > MAX_PREFIX_BYTES) {
    throw new UsageError(`Cannot use "--prefix": it is longer than ${MAX_PREFIX_BYTES} bytes`);
  }
  if (dirname(prefix) !== "." || prefix.includes("/") || prefix.includes("\\") || prefix.startsWith(".")) {
    throw new UsageError(`Cannot use "--prefix": "${prefix}" is more than the start of a file name`);
  }
}
