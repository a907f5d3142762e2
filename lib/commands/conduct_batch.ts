import { join } from "../deps/path.ts";
import { type BatchOptions, runBatch } from "../flows/batch.ts";
import type { BatchSummary } from "../flows/batch_summary.ts";
import { Journal } from "../flows/journal.ts";
import { booksToJson, type BooksTotals, entryToJson } from "../llm/books.ts";
import { JOURNAL_NAME } from "./batch_folder.ts";
import type { CommandContext, CommandInput } from "./command.ts";
import { describeSummary, Progress } from "./progress.ts";
import { JSON_OUTPUT, QUIET, RETRIES } from "./shared_flags.ts";
import type { Workshop } from "./workshop.ts";

/** What differs between commands that make many tasks. */
export interface BatchJob {
  /** Where the journal is written. */
  readonly folder: string;
  readonly count: number;
  readonly save: BatchOptions["save"];
  readonly prepare?: BatchOptions["prepare"];
  /** Printed to stdout at the end, where --json is not given. */
  readonly result?: (summary: BatchSummary) => string;
  /** More for --json. */
  readonly details?: () => Readonly<Record<string, unknown>>;
}

/** Runs a batch with progress, journal, summary and exit code. */
export async function conductBatch(
  { flags, context, workshop }: { flags: CommandInput["flags"]; context: CommandContext; workshop: Workshop },
  { folder, count, save, prepare, result, details }: BatchJob,
): Promise<number> {
  const quiet = flags.get(QUIET);
  const started = performance.now();
  const { author, catalogSeed, session } = workshop;
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
  workshop.onRecord((entry) => journal.write({ event: "request", ...entryToJson(entry) }));
  const progress = new Progress(context, { quiet });
  const summary = await runBatch({
    ...workshop,
    count,
    retries: flags.get(RETRIES),
    save,
    prepare,
    journal,
    onProgress: (at) => progress.show(at),
    draining: context.draining,
    signal: context.signal,
  });
  progress.end();
  const seconds = (performance.now() - started) / 1000;
  const report = toReport(summary, { seconds, catalogSeed, session });
  // First of all: where the journal cannot be written, people still see what was made and paid.
  if (!quiet) context.stderr(describeSummary(summary, seconds) + (session?.describe() ?? ""));
  journal.write({ event: "run_end", ...report });
  if (flags.get(JSON_OUTPUT)) {
    const { files } = summary;
    await context.stdout(JSON.stringify({ ...report, files, ...details?.() }, null, 2) + "\n");
  }
  if (summary.failure !== null) throw summary.failure;
  if (!flags.get(JSON_OUTPUT) && result) await context.stdout(result(summary));
  return summary.made === summary.wanted ? 0 : 1;
}

function toReport(
  { failure: _, files: __, usage, modules, ...counts }: BatchSummary,
  { seconds, catalogSeed, session }: {
    seconds: number;
    catalogSeed: string;
    session: Workshop["session"];
  },
) {
  return {
    ...counts,
    modules: {
      first_answer: modules.firstAnswer,
      repaired: modules.repaired,
      given_up: modules.givenUp,
    },
    seconds,
    catalog_seed: catalogSeed,
    ...tokensOf(usage, session?.chat.books.totals() ?? null),
  };
}

/** Tokens of all answers, kept ones too, and what the others cost: with a model the books know those of lost tasks as well. */
function tokensOf(usage: BatchSummary["usage"], books: BooksTotals | null) {
  if (books === null) {
    const { promptTokens: prompt, completionTokens: completion, costUsd } = usage;
    return { tokens: { prompt, completion }, cost_usd: costUsd };
  }
  const tokens = {
    prompt: books.promptTokens + books.savedPromptTokens,
    completion: books.completionTokens + books.savedCompletionTokens,
  };
  const json = booksToJson(books);
  return { tokens, cost_usd: json.cost_usd, books: json };
}
