import type { Chat } from "../core/chat.ts";
import { accept, type Outcome, reject, type Rejection } from "../core/rejection.ts";
import { type Seed, seedKey } from "../core/seed.ts";
import { quoted } from "../core/text_check.ts";
import type { Usage } from "../core/usage.ts";
import { readEntry } from "./catalogue.ts";
import { type Focus, HeldScenarios } from "./held_scenarios.ts";
import { spellingKey } from "./name_words.ts";
import { type RawScenario, readScenarios } from "./read_scenarios.ts";
import { scenarioPrompt, type ScenarioWish } from "./scenario_prompt.ts";

/** What one question for scenarios brought. */
export interface ScenarioAnswer {
  /** New ones, unlike each other and all that are held; no more than were asked for. */
  readonly seeds: readonly Seed[];
  /** What could not be used, each with its reason. */
  readonly refused: readonly Rejection[];
  readonly usage: Usage;
  /** Whether the model said anything: where it did not, the same may be asked again. */
  readonly answered: boolean;
}

/** Longest domain, topic or subtopic that is taken from a model, in characters. */
const MAX_NAME = 100;

/**
 * Asks a model once for new scenarios. Those that are near-duplicates of what is held, or of an earlier one
 * of the same answer, are refused; so is what cannot stand in a catalogue, or does not belong where it was
 * asked for.
 *
 * @throws {ProviderError} and others: see {@linkcode Chat.ask}.
 */
export async function askScenarios(
  chat: Chat,
  wish: ScenarioWish,
  { subject, signal }: { subject: string; signal: AbortSignal },
): Promise<ScenarioAnswer> {
  const answer = await chat.ask({ purpose: "scenario", subject, messages: scenarioPrompt(wish), signal });
  const { usage } = answer;
  if (answer.kind === "none") {
    const refused = [{ reason: answer.reason, detail: answer.detail }];
    return { seeds: [], refused, usage, answered: false };
  }
  const raw = readScenarios(answer.text);
  if (raw.length === 0) {
    const detail = `the answer holds no scenario: ${quoted(answer.text.trim())}`;
    return { seeds: [], refused: [{ reason: "answer_unreadable", detail }], usage, answered: true };
  }
  return { ...choose(raw, wish), usage, answered: true };
}

function choose(raw: readonly RawScenario[], wish: ScenarioWish): Pick<ScenarioAnswer, "seeds" | "refused"> {
  const seeds: Seed[] = [];
  const refused: Rejection[] = [];
  const own = new HeldScenarios([]);
  for (const each of raw) {
    if (seeds.length === wish.count) break;
    const checked = check(each, { wish, own });
    if (!checked.ok) {
      refused.push(checked.rejection);
      continue;
    }
    seeds.push(checked.value);
    own.add(checked.value);
  }
  return { seeds, refused };
}

/** A model's scenario as one that may be taken in. */
function check(
  raw: RawScenario,
  { wish: { focus, held }, own }: { wish: ScenarioWish; own: HeldScenarios },
): Outcome<Seed> {
  const parts = Object.entries({ ...given(focus), ...raw }).map(([field, value]) => [field, tidy(value)]);
  const shown = quoted(parts.map(([, value]) => typeof value === "string" ? value : "?").join("::"));
  const unfit = (state: string) => reject<Seed>("entry_invalid", `${shown} ${state}`);
  for (const [field, name] of parts) {
    if (typeof name !== "string") continue;
    if (name.length > MAX_NAME) return unfit(`has a ${field} of more than ${MAX_NAME} characters`);
    if (name !== "" && (!/\p{L}/u.test(name) || /^:|:$/.test(name))) {
      return unfit(`has a ${field} that is no name`);
    }
  }
  const entry = readEntry(Object.fromEntries(parts));
  if (!entry.ok) return unfit(entry.rejection.detail);
  const place = elsewhere(entry.value, focus);
  if (place !== null) return reject("other_place", `${shown} is not of the ${place}`);
  const seed = own.respell(held.respell({ ...entry.value, ...given(focus) }));
  const like = held.nearest(seed) ?? own.nearest(seed);
  if (like === null) return accept(seed);
  return reject("near_duplicate", `"${seedKey(seed)}" is nearly "${seedKey(like)}"`);
}

/** The parts that the focus fixes. */
function given({ domain, topic }: Focus): Partial<Seed> {
  return { ...domain === null ? {} : { domain }, ...topic === null ? {} : { topic } };
}

/** The part of the focus that a scenario misses; null where it belongs there. */
function elsewhere(seed: Seed, focus: Focus): string | null {
  for (const part of ["domain", "topic"] as const) {
    const wanted = focus[part];
    if (wanted !== null && spellingKey(wanted) !== spellingKey(seed[part])) return `${part} "${wanted}"`;
  }
  return null;
}

/** A name without blanks around it and with single ones in it. */
function tidy(value: unknown): unknown {
  return typeof value === "string" ? value.trim().replaceAll(/[ \t\n]+/g, " ") : value;
}
