import type { AstNode } from "../core/ast.ts";
import { UsageError } from "../core/errors.ts";
import type { GradeFailure, GradeReport, PassCount } from "../core/grade.ts";
import { type EditMeasure, measureEdit } from "../core/measure_edit.ts";
import type { Python, RunOptions } from "../core/python.ts";
import { idsOf } from "../core/read_file_edit.ts";
import { type ReadPayload, readPayload } from "../core/read_payload.ts";
import { cannotRun, describeFindings, describeUnread, screenChange } from "../core/screen_change.ts";
import { screenEdit } from "../core/screen_edit.ts";
import { screenModule, screenTests } from "../core/screen_source.ts";
import { findTestIds, type TestId } from "../core/test_ids.ts";
import { idProblem, splitTests, type TestRun } from "../core/test_run.ts";
import { applyUnifiedDiff } from "../core/unified_diff.ts";
import { plainText } from "../inject/source_text.ts";

/** How a module is judged. */
export interface GradeOptions {
  /** What runs it. */
  readonly python: Python;
  /** Processor time of each of two runs, in milliseconds. Default: 10 000. */
  readonly limitMs?: number;
}

const LIMIT_MS = 10_000;
const MAX_CODE = 1_000_000;
/** The second run is for what passes only as the first one is made. */
const RUNS: readonly Pick<RunOptions, "hashSeed" | "orderSeed">[] = [{}, { hashSeed: 1, orderSeed: 1 }];

/**
 * Judges an edited module by all tests of its task, hidden ones too, as the conversation holds them: whatever lies beside
 * the module does not count. The module is screened as every bug is, and runs confined; what ends early, never ends, or
 * forges its report is not solved. Line ends and a byte order mark are taken as Python takes them.
 *
 * ```ts
 * import { gradeTask, PythonPool } from "./mod.ts";
 *
 * await using python = await PythonPool.open();
 * const json = await Deno.readTextFile("task.json");
 * const { reward, detail } = await gradeTask(json, await Deno.readTextFile("orbit.py"), { python });
 * console.log(reward, detail);
 * ```
 *
 * @param json The conversation's text.
 * @param edited The edited module; where there is none to run, why.
 * @throws {UsageError} where the conversation is none, or its own tests and healthy module may not run.
 */
export async function gradeTask(
  json: string,
  edited: string | GradeFailure,
  { python, limitMs = LIMIT_MS }: GradeOptions,
): Promise<GradeReport> {
  const task = await readTask(json, python);
  if (typeof edited !== "string") return toReport(task, edited, null);
  const code = plainText(edited);
  const { correctCode, buggyCode } = task.payload;
  const edit = buggyCode === null
    ? null
    : measureEdit({ buggy: buggyCode, healthy: correctCode, edited: code });
  const refused = await refuse(code, task, python);
  if (refused !== null) return toReport(task, refused, edit);
  let failure: GradeFailure | null = null;
  let first: TestRun | null = null;
  for (const options of RUNS) {
    const run = await python.runTests({
      moduleName: task.payload.moduleName,
      tests: task.payload.unitTests,
      code,
    }, { limitMs, ...options });
    const found = judgeRun(run, task.ids);
    failure = found && first ? { reason: "unsteady", detail: `in another order, ${found.detail}` } : found;
    first ??= run;
    if (failure !== null) break;
  }
  return toReport(task, failure, edit, first?.kind === "finished" ? splitTests(first.tests).failing : null);
}

interface ReadTask {
  readonly payload: ReadPayload;
  readonly healthy: AstNode;
  readonly ids: readonly TestId[];
  readonly hidden: readonly TestId[];
}

async function readTask(json: string, python: Python): Promise<ReadTask> {
  const read = readPayload(json);
  if (!read.ok) throw unusable(read.rejection.detail);
  const { moduleName, correctCode, codeDiff, unitTests } = read.value;
  const buggyCode = read.value.buggyCode ?? (codeDiff ? applyUnifiedDiff(correctCode, codeDiff) : null);
  const [tests, healthy] = await Promise.all([unitTests, correctCode].map((code) => python.parse(code)));
  if (!tests!.ok) throw unusable(`unit_tests does not parse: ${tests!.message}`);
  if (!healthy!.ok) throw unusable(`correct_code does not parse: ${healthy!.message}`);
  const ids = findTestIds(tests!.tree);
  if (ids.length === 0) throw unusable("unit_tests has no tests");
  const screened = [
    ["correct_code", screenModule(healthy!.tree)],
    ["unit_tests", screenTests(tests!.tree, { name: moduleName, tree: healthy!.tree })],
  ] as const;
  const found = screened.find(([, findings]) => findings.length > 0);
  if (found) throw unusable(describeFindings(found[0], found[1]));
  const hidden = idsOf(JSON.parse(json).hidden_tests);
  return { payload: { ...read.value, buggyCode }, healthy: healthy!.tree, ids, hidden };
}

function unusable(detail: string): UsageError {
  return new UsageError(`Cannot grade by this conversation: ${detail}`);
}

/** Why an edited module must not run, or cannot. */
async function refuse(code: string, { healthy }: ReadTask, python: Python): Promise<GradeFailure | null> {
  if (code.length > MAX_CODE) {
    return { reason: "unreadable", detail: `it is longer than ${MAX_CODE} characters` };
  }
  if (!code.isWellFormed() || code.includes("\0")) {
    return { reason: "unreadable", detail: "it has a character that no source file can have" };
  }
  const parsed = await python.parse(code);
  if (!parsed.ok) {
    return cannotRun(parsed)
      ? { reason: "does_not_parse", detail: parsed.message }
      : { reason: "screened", detail: describeUnread("the module", parsed) };
  }
  const screened = await screenChange(code, { healthy, python });
  const detail = screened?.detail.replace("the bug's code", "the module") ??
    screenEdit(parsed.tree, healthy)?.replace(/^/, "the module ");
  return detail === undefined ? null : { reason: "screened", detail };
}

function judgeRun(run: TestRun, ids: readonly TestId[]): GradeFailure | null {
  switch (run.kind) {
    case "timeout":
      return { reason: "timeout", detail: `it takes longer than ${run.limitMs / 1000} s` };
    case "import_error": {
      const [message] = run.message.split("\n");
      return { reason: "import_error", detail: `importing it fails: ${run.errorType}: ${message}` };
    }
    case "finished": {
      const problem = idProblem(run.tests, ids);
      if (problem !== null) return { reason: "tampered", detail: problem };
      const { failing } = splitTests(run.tests);
      if (failing.length === 0) return null;
      return { reason: "tests_fail", detail: `${failing.length} of ${ids.length} tests fail` };
    }
    default:
      return { reason: run.kind, detail: run.reason };
  }
}

function toReport(
  { payload, ids, hidden }: ReadTask,
  failure: GradeFailure | null,
  edit: EditMeasure | null,
  failing: readonly TestId[] | null = null,
): GradeReport {
  const count = (of: readonly TestId[] | null): PassCount | null =>
    of &&
    { passed: failing === null ? 0 : of.filter((id) => !failing.includes(id)).length, total: of.length };
  return {
    reward: failure === null ? 1 : 0,
    reason: failure?.reason ?? null,
    detail: failure?.detail ?? "",
    tests: count(ids)!,
    failToPass: count(payload.failToPass),
    passToPass: count(payload.passToPass),
    failing,
    failingHidden: failing?.filter((id) => hidden.includes(id)) ?? [],
    edit,
  };
}
