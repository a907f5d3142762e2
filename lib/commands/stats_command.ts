import { UsageError } from "../core/errors.ts";
import { readStats } from "../flows/dataset_stats.ts";
import type { Command, CommandContext, CommandInput } from "./command.ts";
import { findTaskFiles } from "./find_task_files.ts";
import { JSON_OUTPUT } from "./shared_flags.ts";
import { statsPage } from "./stats_table.ts";

/** `synthdebug stats`: what a dataset is made of. */
export const statsCommand: Command = {
  name: "stats",
  summary: "Show what tasks are made of: domains, bugs, difficulty, sizes",
  usage: ["stats FILE|DIR... [--json]"],
  description:
    "Takes conversation files, and folders in which every .json file is one. Counts tasks by domain, difficulty, kind of " +
    "failure and author, bugs by strategy, family and operator; measures modules, tests, conversations and fixes; and finds " +
    "modules and bugs that are the same in other words. Exits with 1 where a file cannot be read.",
  flags: [JSON_OUTPUT],
  positionals: { name: "FILE|DIR", kind: "path-in", min: 1, max: 100_000 },
  examples: [
    { line: "synthdebug stats conversations", says: "Tables of a whole folder" },
    {
      line: "synthdebug stats conversations --json > stats.json",
      says: "The same numbers for a program",
    },
  ],
  run,
};

async function run({ flags, positionals }: CommandInput, context: CommandContext): Promise<number> {
  const files = await findTaskFiles(positionals);
  if (files.length === 0) {
    throw new UsageError(`Cannot count "${positionals[0]}": it holds no .json files`);
  }
  const stats = await readStats(files, { signal: context.signal });
  await context.stdout(flags.get(JSON_OUTPUT) ? JSON.stringify(stats, null, 2) + "\n" : statsPage(stats));
  return stats.tasks === files.length ? 0 : 1;
}
