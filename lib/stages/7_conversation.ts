import type { Chat } from "../core/chat.ts";
import type { ChosenBug } from "../core/chosen_bug.ts";
import { contentHash } from "../core/content_hash.ts";
import type { Evidence } from "../core/evidence.ts";
import {
  type Payload,
  type PayloadBug,
  type Provenance,
  SCHEMA_VERSION,
  type Turn,
} from "../core/payload.ts";
import type { Quality } from "../core/quality.ts";
import { seededRandom } from "../core/random.ts";
import type { CheckedSpec } from "../core/spec.ts";
import { NO_USAGE, type Usage } from "../core/usage.ts";
import { unifiedDiff } from "../core/unified_diff.ts";
import { linesOfParts, partsOf } from "../bugs/combine_bugs.ts";
import { runnerCode } from "../python/embedded.ts";
import { composeTurns } from "../transcript/compose_turns.ts";
import { narrate, type Narration } from "../transcript/narrate.ts";

/** A certified bug and its module. */
export interface StoryParts {
  readonly checked: CheckedSpec;
  readonly bug: ChosenBug;
}

/** What a payload is made of. */
export interface ConversationParts extends StoryParts {
  readonly turns: readonly Turn[];
  readonly quality: Quality;
  readonly provenance: Provenance;
}

/** Who writes the reasoning. */
export interface TellOptions {
  /** Null: it is composed. */
  readonly narrator: Chat | null;
  /** What it is for, for messages and the journal: a draw's key. */
  readonly subject: string;
  readonly signal: AbortSignal;
}

/**
 * Tells a certified bug as a conversation.
 *
 * @throws {ProviderError} and others, where a model narrates: see {@linkcode Chat.ask}.
 */
export async function tellStory(
  parts: StoryParts,
  { narrator, subject, signal }: TellOptions,
): Promise<Narration> {
  const { checked, bug } = parts;
  const story = { checked, bug, random: seededRandom(taskId(parts)) };
  if (narrator === null) return { turns: composeTurns(story), narrated: [], refused: [], usage: NO_USAGE };
  return await narrate(story, { chat: narrator, subject, signal });
}

function taskId({ checked: { spec }, bug: { candidate } }: StoryParts): string {
  return contentHash([spec.moduleName, spec.correctCode, candidate.code, spec.unitTests].join("\0")).slice(
    0,
    16,
  );
}

/** Puts everything known of a task into its payload. */
export function composeConversation(parts: ConversationParts): Payload {
  const { checked: { spec }, bug, turns, quality, provenance } = parts;
  const { candidate, verdict } = bug;
  return {
    schema_version: SCHEMA_VERSION,
    id: taskId(parts),
    ...spec.seed,
    summary: spec.summary,
    problem_description: spec.problemDescription,
    solution_outline: spec.solutionOutline,
    module_name: spec.moduleName,
    correct_code: spec.correctCode,
    buggy_code: candidate.code,
    unit_tests: spec.unitTests,
    runner_code: runnerCode(spec.moduleName),
    failing_output: bug.failingOutput,
    passing_output: bug.passingOutput,
    conversation: turns,
    code_diff: unifiedDiff(["correct.py", spec.correctCode], ["buggy.py", candidate.code]),
    bug_file_path: null,
    bugs: toPayloadBugs(bug, spec.correctCode),
    tests: { fail_to_pass: verdict.failing, pass_to_pass: verdict.passing },
    difficulty: bug.difficulty,
    evidence: toEvidence(bug),
    quality,
    provenance,
  };
}

/** What was measured of the first fault, with that of the others of a combined bug. */
export function toEvidence({ faults }: ChosenBug): Evidence {
  const [first, ...further] = faults.map(({ evidence }) => evidence);
  return { ...first!, further };
}

function toPayloadBugs({ candidate }: ChosenBug, correctCode: string): readonly PayloadBug[] {
  const lines = linesOfParts(candidate, correctCode);
  return partsOf(candidate).map((part, at) => ({
    strategy: part.strategy,
    operator: part.operator,
    family: part.family,
    description: part.description,
    root_cause: part.rootCause,
    function: part.function,
    line: lines[at]!,
    edits: part.edits.map(({ start, end, text }) => ({
      start,
      end,
      old: correctCode.slice(start, end),
      new: text,
    })),
  }));
}

/** What answers used, as the payload names it; cost to the millionth of a dollar. */
export function tokensOf(
  { requests, promptTokens, completionTokens, costUsd }: Usage,
): Pick<Provenance, "requests" | "tokens" | "cost_usd"> {
  return {
    requests,
    tokens: { prompt: promptTokens, completion: completionTokens },
    cost_usd: costUsd === null ? null : Math.round(costUsd * 1e6) / 1e6,
  };
}
