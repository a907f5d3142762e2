import type { Chat } from "../core/chat.ts";
import type { Rejection } from "../core/rejection.ts";
import type { Seed } from "../core/seed.ts";
import { addUsage, NO_USAGE, type Usage } from "../core/usage.ts";
import { askScenarios } from "./ask_scenarios.ts";
import type { Growth } from "./catalogue_file.ts";
import type { Focus, HeldScenarios } from "./held_scenarios.ts";

/** What grows: see `CatalogueFile`. */
export interface GrowingCatalogue {
  /** What it has. */
  readonly held: HeldScenarios;
  /** Adds scenarios for good, as far as they are new. */
  add(seeds: readonly Seed[]): Promise<Growth>;
}

/** What is wanted of a catalogue's growth. */
export interface ExpandOptions {
  /** How many new scenarios. */
  readonly count: number;
  /** Where they belong. */
  readonly focus: Focus;
  /** Questions for each list of {@linkcode LIST_SIZE} scenarios, the first one included. */
  readonly maxAttempts: number;
  /** Aborted where no more is wanted. */
  readonly signal: AbortSignal;
}

/** What came of it. */
export interface Expansion {
  /** New scenarios, in the order in which they came; they are saved. */
  readonly added: readonly Seed[];
  /** What could not be used, each with its reason. */
  readonly refused: readonly Rejection[];
  readonly usage: Usage;
  /** What ended it early, where something was thrown; else null. */
  readonly failure: unknown;
}

/** Most scenarios that are asked for at once: in longer lists models repeat themselves. */
export const LIST_SIZE = 20;

/**
 * Asks a model for new scenarios until there are enough, and saves them after each answer, so that nothing
 * which was paid for is lost. What is missing is asked for again, told what was refused.
 */
export async function expandCatalogue(
  chat: Chat,
  catalogue: GrowingCatalogue,
  options: ExpandOptions,
): Promise<Expansion> {
  const { count, focus, signal } = options;
  const added: Seed[] = [];
  const refused: Rejection[] = [];
  let usage = NO_USAGE;
  let last: readonly Rejection[] = [];
  const mostQuestions = options.maxAttempts * Math.ceil(count / LIST_SIZE);
  try {
    for (let asked = 0; asked < mostQuestions && added.length < count; asked++) {
      signal.throwIfAborted();
      const wanted = Math.min(LIST_SIZE, count - added.length);
      const wish = { count: wanted, focus, held: catalogue.held, refused: last };
      const answer = await askScenarios(chat, wish, { subject: "catalog expand", signal });
      usage = addUsage(usage, answer.usage);
      refused.push(...answer.refused);
      if (answer.answered) last = answer.refused;
      if (answer.seeds.length === 0) continue;
      const growth = await catalogue.add(answer.seeds);
      added.push(...growth.added);
      refused.push(...growth.refused);
    }
  } catch (failure) {
    return { added, refused, usage, failure };
  }
  return { added, refused, usage, failure: null };
}
