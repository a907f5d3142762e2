import { join } from "../deps/path.ts";
import { probeFolder } from "../files/probe_folder.ts";
import { conversationName, saveConversation } from "../stages/8_save.ts";
import { checkPrefix, foldersIn, inFolder, JOURNAL_NAME, OUTPUT_FOLDER, PREFIX } from "./batch_folder.ts";
import type { Command, CommandContext, CommandInput, SwitchFlag } from "./command.ts";
import { conductBatch } from "./conduct_batch.ts";
import { dryRun } from "./dry_run.ts";
import { COUNT, JSON_OUTPUT } from "./shared_flags.ts";
import { TASK_FLAGS } from "./task_flags.ts";
import { openWorkshop } from "./workshop.ts";

/** Say what it would cost. */
const DRY_RUN: SwitchFlag = {
  name: "dry-run",
  kind: "switch",
  help: "Estimate requests, tokens and cost; make nothing and send nothing",
};

const BATCH_COUNT = { ...COUNT, fallback: 10 };

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
    DRY_RUN,
    ...inFolder(TASK_FLAGS),
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
      line: "synthdebug batch --count 1000 --model gpt-4o-mini --max-cost 5 --dry-run",
      says: "Estimate what a thousand would cost, without sending anything",
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
  if (flags.get(DRY_RUN)) {
    return await dryRun(flags, context, { count: flags.get(BATCH_COUNT), folders: foldersIn(folder) });
  }
  await probeFolder(folder);
  await using workshop = await openWorkshop(flags, context, foldersIn(folder));
  return await conductBatch({ flags, context, workshop }, {
    folder,
    count: flags.get(BATCH_COUNT),
    save: async (payload) => {
      const path = join(folder, conversationName(payload, prefix));
      await saveConversation(payload, path, folder);
      return path;
    },
  });
}
