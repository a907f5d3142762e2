import { ShortfallError } from "../core/errors.ts";
import type { Payload } from "../core/payload.ts";
import { toSortedJson } from "../core/sorted_json.ts";
import { probeFile } from "../files/atomic_write.ts";
import { runBatch } from "../flows/batch.ts";
import { saveConversation } from "../stages/8_save.ts";
import type { Command, CommandContext, CommandInput, PathFlag } from "./command.ts";
import { printable } from "./printable.ts";
import { describeSummary } from "./progress.ts";
import { JSON_OUTPUT, QUIET, RETRIES } from "./shared_flags.ts";
import { TASK_FLAGS } from "./task_flags.ts";
import { openWorkshop } from "./workshop.ts";

const OUTPUT: PathFlag<null> = {
  name: "output",
  short: "o",
  kind: "path-out",
  placeholder: "FILE",
  fallback: null,
  defaultText: "stdout",
  help: "File for the conversation",
};

/** `synthdebug generate`: one task. */
export const generateCommand: Command = {
  name: "generate",
  summary: "Make one debugging conversation, to stdout or a file",
  usage: ["generate [--output FILE] [FLAGS]"],
  description:
    "The conversation is one JSON object: module, bug, tests, failing output, transcript, fix and evidence. " +
    "Nothing is remembered unless --state names a file. With --output, --json prints where the task went and what it is.",
  flags: [OUTPUT, ...TASK_FLAGS, JSON_OUTPUT],
  positionals: "none",
  examples: [
    { line: "synthdebug generate > task.json", says: "Make one task with the offline library" },
    {
      line: "synthdebug generate --model gpt-4o --domain Astrophysics --output task.json",
      says: "Ask a model for one of a domain (OPENAI_API_KEY holds the key)",
    },
  ],
  run,
};

async function run({ flags }: CommandInput, context: CommandContext): Promise<number> {
  const path = flags.get(OUTPUT);
  if (path !== null) await probeFile(path);
  await using workshop = await openWorkshop(flags, context, { statePath: null, cacheFolder: null });
  let made: Payload | null = null;
  const summary = await runBatch({
    ...workshop,
    count: 1,
    retries: flags.get(RETRIES),
    save: async (payload) => {
      if (path !== null) await saveConversation(payload, path);
      else await context.stdout(toSortedJson(payload));
      made = payload;
      return path ?? "stdout";
    },
    onProgress: ({ last }) => {
      if (!flags.get(QUIET) && (path !== null || made === null)) context.stderr(`${printable(last)}\n`);
    },
    draining: context.draining,
    signal: context.signal,
  });
  if (!flags.get(QUIET)) context.stderr(workshop.session?.describe() ?? "");
  if (summary.failure !== null) throw summary.failure;
  if (made === null) {
    throw new ShortfallError(
      `Cannot make a task: ${describeSummary(summary, 0).trimEnd().split("\n").slice(1).join("; ")}`,
    );
  }
  if (path !== null && flags.get(JSON_OUTPUT)) await context.stdout(shortJson(made, path));
  return 0;
}

function shortJson({ id, domain, topic, subtopic, module_name }: Payload, file: string): string {
  return JSON.stringify({ file, id, domain, topic, subtopic, module_name }, null, 2) + "\n";
}
