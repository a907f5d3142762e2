import type { Chat } from "../core/chat.ts";
import type { Turn } from "../core/payload.ts";
import type { Rejection } from "../core/rejection.ts";
import type { Usage } from "../core/usage.ts";
import { checkNarration } from "./check_narration.ts";
import { draftTurns } from "./compose_turns.ts";
import { findRepeated } from "./find_repeated.ts";
import { narrationMessages } from "./narration_prompt.ts";
import { problem } from "./narration_problem.ts";
import { readNarration } from "./read_narration.ts";
import { storiesOf, type Story, type StoryParts } from "./story.ts";
import { evidenceAt } from "./told_evidence.ts";
import { REASONING_KEYS, type ReasoningKey, tellDraft, type TurnDraft } from "./turn_draft.ts";

/** A told story, and which of its turns a model wrote. */
export interface Narration {
  /** The whole conversation. */
  readonly turns: readonly Turn[];
  /** Turns, from 0, whose reasoning the model wrote. */
  readonly narrated: readonly number[];
  /** What the model wrote and was not taken, turn by turn; one entry where nothing could be read. */
  readonly refused: readonly Rejection[];
  /** What asking used. */
  readonly usage: Usage;
}

/** Who is asked, and for what. */
export interface NarrateOptions {
  /** The model that words the reasoning. */
  readonly chat: Chat;
  /** What it is for, for messages and the journal: a draw's key. */
  readonly subject: string;
  /** Aborted where the answer is no longer wanted. */
  readonly signal: AbortSignal;
}

/**
 * Tells a story with reasoning that a model words, asked once for all turns. Facts stay as they were
 * composed; reasoning that does not hold against the evidence is dropped, turn by turn, and the composed one
 * stands in its place; so is a sentence that stands in two turns, from both. See {@linkcode checkNarration} for what holds of the rest.
 *
 * @throws {ProviderError} and others, see {@linkcode Chat.ask}.
 */
export async function narrate(
  parts: StoryParts,
  { chat, subject, signal }: NarrateOptions,
): Promise<Narration> {
  const stories = storiesOf(parts);
  // What a model words is told of the first fault; those after it are composed.
  const [story] = stories;
  const drafts = draftTurns(stories);
  const messages = narrationMessages(story, drafts);
  const answer = await chat.ask({ purpose: "narration", subject, messages, signal });
  const told = { turns: drafts.map((draft) => tellDraft(draft)), narrated: [], usage: answer.usage };
  if (answer.kind === "none") {
    return { ...told, refused: [{ reason: `narration_${answer.reason}`, detail: answer.detail }] };
  }
  const read = readNarration(answer.text);
  if (!read.ok) return { ...told, refused: [read.rejection] };
  const refused: Rejection[] = [];
  const narrated: number[] = [];
  const given = new Map(REASONING_KEYS.flatMap((key) => {
    const text = read.value[key];
    return text.ok ? [[key, text.value] as const] : [];
  }));
  const repeated = findRepeated(given);
  const turns = drafts.map((draft, at) => {
    const { key } = draft;
    if (key === null) return told.turns[at]!;
    const text = read.value[key];
    const filler = repeated.get(key);
    const fault = text.ok
      ? faultOf(text.value, { story, drafts, key }) ??
        (filler === undefined ? null : problem("repeated", "a sentence stands in another turn too", filler))
      : text.rejection;
    if (text.ok && fault === null) {
      narrated.push(at);
      return tellDraft(draft, text.value);
    }
    if (fault !== null) refused.push({ ...fault, detail: `${key}: ${fault.detail}` });
    return told.turns[at]!;
  });
  return { ...told, turns, narrated, refused };
}

function faultOf(
  text: string,
  { story, drafts, key }: { story: Story; drafts: readonly TurnDraft[]; key: ReasoningKey },
): Rejection | null {
  return checkNarration(text, { story, key, evidence: evidenceAt(story, drafts, key) });
}
