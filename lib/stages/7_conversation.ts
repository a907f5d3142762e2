import type { Usage } from "../core/author.ts";
import type { ChosenBug } from "../core/chosen_bug.ts";
import { contentHash } from "../core/content_hash.ts";
import {
  type Payload,
  type PayloadBug,
  type Provenance,
  type Quality,
  SCHEMA_VERSION,
} from "../core/payload.ts";
import { seededRandom } from "../core/random.ts";
import type { CheckedSpec } from "../core/spec.ts";
import { unifiedDiff } from "../core/unified_diff.ts";
import { runnerCode } from "../python/embedded.ts";
import { composeTurns } from "../transcript/compose_turns.ts";

/** What a conversation is made of. */
export interface ConversationParts {
  readonly checked: CheckedSpec;
  readonly bug: ChosenBug;
  readonly quality: Quality;
  readonly provenance: Provenance;
}

/** Tells a certified bug as a conversation, and puts everything known of the task into its payload. */
export function composeConversation({ checked, bug, quality, provenance }: ConversationParts): Payload {
  const { spec } = checked;
  const { candidate, verdict } = bug;
  const id = contentHash([spec.moduleName, spec.correctCode, candidate.code, spec.unitTests].join("\0"))
    .slice(0, 16);
  const fix = unifiedDiff(["buggy.py", candidate.code], ["fixed.py", spec.correctCode]);
  return {
    schema_version: SCHEMA_VERSION,
    id,
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
    conversation: composeTurns({ checked, bug, fix, random: seededRandom(id) }),
    code_diff: unifiedDiff(["correct.py", spec.correctCode], ["buggy.py", candidate.code]),
    bug_file_path: null,
    bugs: [toPayloadBug(bug, spec.correctCode)],
    tests: { fail_to_pass: verdict.failing, pass_to_pass: verdict.passing },
    difficulty: bug.difficulty,
    evidence: bug.evidence,
    quality,
    provenance,
  };
}

function toPayloadBug({ candidate }: ChosenBug, correctCode: string): PayloadBug {
  return {
    strategy: candidate.strategy,
    operator: candidate.operator,
    family: candidate.family,
    description: candidate.description,
    root_cause: candidate.rootCause,
    function: candidate.function,
    line: candidate.line,
    edits: candidate.edits.map(({ start, end, text }) => ({
      start,
      end,
      old: correctCode.slice(start, end),
      new: text,
    })),
  };
}

/** Tokens as the payload names them. */
export function tokensOf(usage: Usage): Provenance["tokens"] {
  return { prompt: usage.promptTokens, completion: usage.completionTokens };
}
