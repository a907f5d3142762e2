import type { Author } from "../core/author.ts";
import type { HealthyRun } from "../core/healthy_run.ts";
import type { Python } from "../core/python.ts";
import { accept, type Outcome, reject, type Rejection } from "../core/rejection.ts";
import { type Draw, drawKey, seedKey } from "../core/seed.ts";
import type { CheckedSpec } from "../core/spec.ts";
import { addUsage, NO_USAGE, type Usage } from "../core/usage.ts";
import { type DuplicateRecord, NO_RECORD } from "../catalogue/duplicate_record.ts";
import type { ModuleIndex } from "../catalogue/module_index.ts";
import { type RefusedAnswer, writeSpec } from "../stages/2_spec.ts";
import { proveHealthy } from "../stages/3_healthy.ts";
import { measureStrength, type SuiteStrength, WEAK_TESTS, whyWeak } from "./suite_strength.ts";

/** Who writes, who checks, and how often a refused answer is sent back. */
export interface WriteModuleOptions {
  readonly author: Author;
  readonly python: Python;
  /** Answers asked for before the scenario is given up. */
  readonly maxAttempts: number;
  /** What exists already; null where modules may repeat. */
  readonly modules: ModuleIndex | null;
  /** What was said of modules that repeat others. Default: nothing is kept. */
  readonly duplicates?: DuplicateRecord;
  /** Mutation score that the tests must reach, from 0 to 1. Default: 0, any. */
  readonly minMutationScore?: number;
  readonly signal: AbortSignal;
}

/** A module that its own tests call healthy, and how well these see what is not. */
export interface HealthyModule {
  readonly checked: CheckedSpec;
  readonly healthy: HealthyRun;
  readonly strength: SuiteStrength;
}

/** What came of asking an author for a module. */
export interface WrittenModule {
  /** The module, or why the last answer was refused. */
  readonly outcome: Outcome<HealthyModule>;
  readonly usage: Usage;
  /** Every other answer that was refused, and each of the author's bugs that was dropped, in order. */
  readonly refused: readonly Rejection[];
  /** Answers that came, the last one included; requests that came to nothing are not among them. */
  readonly answers: number;
  /** What had to be put right in the answers' form, by name, each once. */
  readonly repairs: readonly string[];
}

/** Reasons that say nothing of what the author writes: the same is asked once more. */
const NO_ANSWER: readonly string[] = [
  "provider_unavailable",
  "request_timeout",
  "request_refused",
  "answer_malformed",
  "answer_too_large",
  "interrupted",
];

/**
 * Asks for a module until one is proved healthy. A refused answer goes back with the exact reasons and, where it
 * was run, the output; what was right in it need not be written again.
 *
 * @throws {ProviderError} where asking again cannot help.
 */
export async function writeModule(draw: Draw, options: WriteModuleOptions): Promise<WrittenModule> {
  const refused: Rejection[] = [];
  const repairs = new Set<string>();
  let usage = NO_USAGE;
  let answers = 0;
  let before: RefusedAnswer | null = null;
  const key = drawKey(draw);
  // A run that was killed may have left this very task's module.
  const others = options.modules?.of(seedKey(draw.seed)).filter((module) => module.key !== key) ?? [];
  const earlier = others.map(({ summary }) => summary);
  // Requests that came to nothing have a bound of their own: what is asked must not depend on a server's moods.
  let failures = 0;
  while (answers < options.maxAttempts && failures < options.maxAttempts) {
    const written = await writeSpec({ draw, attempt: answers + 1, before, earlier }, options);
    usage = addUsage(usage, written.usage);
    for (const repair of written.repairs) repairs.add(repair);
    const outcome = written.outcome.ok
      ? await prove(written.outcome.value, { ...options, key })
      : written.outcome;
    if (outcome.ok || !NO_ANSWER.includes(outcome.rejection.reason)) answers++;
    else failures++;
    if (outcome.ok) {
      return { outcome, usage, refused: [...refused, ...written.dropped], answers, repairs: [...repairs] };
    }
    refused.push(outcome.rejection);
    // Who repeats would be refused for the same once more.
    if (outcome.rejection.reason === WEAK_TESTS && options.author.repeats) break;
    before = nextRepair(before, { draft: written.draft, rejection: outcome.rejection });
  }
  const last = refused.pop() ?? { reason: "no_attempt", detail: "no attempt was allowed" };
  return { outcome: { ok: false, rejection: last }, usage, refused, answers, repairs: [...repairs] };
}

async function prove(
  checked: CheckedSpec,
  { key, author, modules, duplicates = NO_RECORD, python, minMutationScore = 0, signal }:
    & WriteModuleOptions
    & {
      key: string;
    },
): Promise<Outcome<HealthyModule>> {
  const code = checked.spec.correctCode;
  const like = await duplicates.judge(
    { key, code, at: "written" },
    () => modules?.nearest(code, key) ?? null,
  );
  if (like) {
    const share = `${Math.round(100 * like.similarity)} % of its token runs`;
    return reject("near_duplicate", `the module is nearly that of "${like.key}": it shares ${share}`);
  }
  const proved = await proveHealthy(checked, python, author);
  if (!proved.ok) return proved;
  const healthy = proved.value;
  const request = { module: checked, subject: key, signal };
  const strength = await measureStrength({ request, healthy, python });
  const weak = whyWeak(strength, minMutationScore);
  return weak === null ? accept({ checked, healthy, strength }) : { ok: false, rejection: weak };
}

/** What the next attempt is told: an answer without text leaves the earlier draft, and the reasons against that, in force. */
function nextRepair(
  before: RefusedAnswer | null,
  { draft, rejection }: { draft: RefusedAnswer["draft"] | null; rejection: Rejection },
): RefusedAnswer | null {
  if (draft !== null) return { draft, rejection };
  if (before !== null || NO_ANSWER.includes(rejection.reason)) return before;
  return { draft: { text: "", document: null }, rejection };
}
