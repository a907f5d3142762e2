import { moduleNameProblem } from "./module_name.ts";
import { parseJson } from "./parse_json.ts";
import { accept, type Outcome, reject } from "./rejection.ts";
import type { TestId } from "./test_ids.ts";

/** What re-verifying a task needs of its payload, ours or the Python original's. */
export interface ReadPayload {
  /** A Python identifier that shadows nothing. */
  readonly moduleName: string;
  /** Source of the healthy module. */
  readonly correctCode: string;
  /** Source of the tests. */
  readonly unitTests: string;
  /** null where the payload has none, as file-edit tasks may. */
  readonly buggyCode: string | null;
  /** Unified diff from the healthy to the buggy module; null where there is none. */
  readonly codeDiff: string | null;
  /** The tests that must fail and pass; null in payloads without them. */
  readonly failToPass: readonly TestId[] | null;
  /** The tests that must pass before and after the fix; null in payloads without them. */
  readonly passToPass: readonly TestId[] | null;
}

const PROSE = [
  "domain",
  "topic",
  "subtopic",
  "summary",
  "problem_description",
  "solution_outline",
  "failing_output",
] as const;
const ROLES = ["architect", "planner", "developer", "qa"];
const MAX_CODE = 1_000_000;

/**
 * A payload from its JSON text, with everything in it taken for hostile. Keys that we do not know are let be; keys
 * that the Python original has must be there and well-formed, `buggy_code` and those that we added may be missing.
 *
 * Rejections: "not_json", "payload_invalid" with every problem, joined by "; ".
 */
export function readPayload(json: string): Outcome<ReadPayload> {
  const parsed = parseJson(json);
  if (!parsed.ok) return parsed;
  const { value } = parsed;
  if (!isRecord(value)) return reject("payload_invalid", "it is not a JSON object");
  const problems = findProblems(value);
  if (problems.length > 0) return reject("payload_invalid", problems.join("; "));
  const tests = isRecord(value.tests) ? value.tests : null;
  return accept({
    moduleName: value.module_name as string,
    correctCode: value.correct_code as string,
    unitTests: value.unit_tests as string,
    buggyCode: typeof value.buggy_code === "string" ? value.buggy_code : null,
    codeDiff: typeof value.code_diff === "string" ? value.code_diff : null,
    failToPass: tests ? tests.fail_to_pass as string[] : null,
    passToPass: tests ? tests.pass_to_pass as string[] : null,
  });
}

function findProblems(value: Record<string, unknown>): string[] {
  const problems: string[] = [];
  for (const key of [...PROSE, "module_name", "correct_code", "unit_tests"]) {
    if (!Object.hasOwn(value, key)) problems.push(`${key} is missing`);
    else if (typeof value[key] !== "string") problems.push(`${key} is not a text`);
    else if (lengthProblem(value[key])) problems.push(`${key} ${lengthProblem(value[key])}`);
    else if (/code|tests|name/.test(key) && value[key].trim() === "") problems.push(`${key} is blank`);
  }
  for (const key of ["buggy_code", "runner_code", "code_diff", "bug_file_path"]) {
    const field = value[key] ?? null;
    if (field === null) continue;
    const problem = typeof field === "string" ? lengthProblem(field) : "is not a text";
    if (problem !== null) problems.push(`${key} ${problem}`);
  }
  for (const key of ["correct_code", "buggy_code", "unit_tests", "code_diff"]) {
    const field = value[key];
    if (typeof field === "string" && (field.includes("\0") || !field.isWellFormed())) {
      problems.push(`${key} has a character that no source file can have`);
    }
  }
  if (typeof value.module_name === "string") {
    const problem = moduleNameProblem(value.module_name);
    if (problem !== null) problems.push(problem);
  }
  problems.push(...conversationProblems(value.conversation), ...testsProblems(value.tests));
  return problems;
}

function lengthProblem(text: string): string | null {
  return text.length > MAX_CODE ? `is longer than ${MAX_CODE} characters` : null;
}

function conversationProblems(conversation: unknown): string[] {
  if (conversation === undefined) return ["conversation is missing"];
  if (!Array.isArray(conversation) || conversation.length === 0) {
    return ["conversation is not a list of turns"];
  }
  const bad = conversation.findIndex((turn) =>
    !isRecord(turn) || !ROLES.includes(turn.role as string) || typeof turn.content !== "string"
  );
  return bad < 0 ? [] : [`conversation[${bad}] is not {role, content} with a role of ${ROLES.join(", ")}`];
}

function testsProblems(tests: unknown): string[] {
  if (tests === undefined) return [];
  const isList = (list: unknown) => Array.isArray(list) && list.every((id) => typeof id === "string");
  return isRecord(tests) && isList(tests.fail_to_pass) && isList(tests.pass_to_pass)
    ? []
    : ["tests is not {fail_to_pass, pass_to_pass} with lists of test ids"];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
