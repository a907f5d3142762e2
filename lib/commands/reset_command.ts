import { UsageError } from "../core/errors.ts";
import { readFileEdit } from "../core/read_file_edit.ts";
import { refuseLinkedFolder } from "../files/plain_file.ts";
import { readTextBounded } from "../files/read_bounded.ts";
import { type RestoredFiles, restoreFiles } from "../files/restore_files.ts";
import type { Command, CommandContext, CommandInput } from "./command.ts";
import { CONVERSATIONS, findFileEdits, type FoundFileEdit, MAX_CONVERSATION } from "./find_file_edits.ts";
import { printable } from "./printable.ts";
import { JSON_OUTPUT, QUIET } from "./shared_flags.ts";

/** `synthdebug reset`: puts tasks on disk back to their first state. */
export const resetCommand: Command = {
  name: "reset",
  summary: "Put file-edit tasks back to the state in which they were given out",
  usage: ["reset DIR... [--conversations PATH] [FLAGS]"],
  description:
    "Gives the module its bug again, and the tests, run_tests.py and AGENTS.md their first texts, as the conversations hold " +
    "them; of each task all files or none. DIR is a task's folder, or one with tasks below it, wherever it was copied. Other files, and what was committed in a git " +
    "repository, are left alone. Prints what was put back.",
  flags: [CONVERSATIONS, JSON_OUTPUT, QUIET],
  positionals: { name: "DIR", kind: "text", min: 1, max: 100_000 },
  examples: [
    { line: "synthdebug reset debug_task", says: "Start anew with the task that file-edit put there" },
    { line: "synthdebug reset tasks --conversations answers", says: "All tasks below tasks/" },
  ],
  run,
};

type Reset = Pick<FoundFileEdit, "conversation" | "folder"> & RestoredFiles;

async function run({ flags, positionals }: CommandInput, context: CommandContext): Promise<number> {
  const conversations = flags.get(CONVERSATIONS);
  for (const word of positionals) {
    // A conversation could name any folder: only those that the user named are written to.
    if (await Deno.stat(word).then((info) => info.isFile, () => false)) {
      throw new UsageError(`Cannot reset "${word}": it is not a folder`);
    }
  }
  const done: Reset[] = [];
  for (const task of await findFileEdits(positionals, { conversations, verb: "reset" })) {
    const { conversation, folder, named } = task;
    refuseLinkedFolder(folder, { below: named! });
    context.signal.throwIfAborted();
    const reset = { folder, conversation, ...await resetOne(task) };
    done.push(reset);
    if (!flags.get(JSON_OUTPUT) && !flags.get(QUIET)) await context.stdout(line(reset));
  }
  if (flags.get(JSON_OUTPUT)) await context.stdout(JSON.stringify({ tasks: done }, null, 2) + "\n");
  return 0;
}

async function resetOne({ conversation, folder }: FoundFileEdit): Promise<RestoredFiles> {
  const read = readFileEdit(await readTextBounded(conversation, MAX_CONVERSATION));
  if (!read.ok) throw new UsageError(`Cannot reset by "${conversation}": ${read.rejection.detail}`);
  return await restoreFiles(folder, read.value.files);
}

function line({ folder, restored }: Reset): string {
  const state = restored.length > 0 ? `put back ${restored.join(", ")}` : "everything is as it was";
  return `${printable(folder)}: ${printable(state)}\n`;
}
