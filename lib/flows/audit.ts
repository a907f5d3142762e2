import { replayEvidence } from "./replay_evidence.ts";
import type { AstNode } from "../core/ast.ts";
import type { Python, RunOptions } from "../core/python.ts";
import { type ReadPayload, readPayload } from "../core/read_payload.ts";
import { cannotRun, describeFindings, describeUnread } from "../core/screen_change.ts";
import { screenModule, screenTests } from "../core/screen_source.ts";
import { idProblem, splitTests, type TestResult, type TestRun } from "../core/test_run.ts";
import { findTestIds, type TestId } from "../core/test_ids.ts";
import { applyUnifiedDiff } from "../core/unified_diff.ts";

/** What re-verifying a task came to. */
export interface AuditReport {
  /** What is wrong with it; empty where it holds. */
  readonly problems: readonly string[];
  /** Tests in the suite; 0 where it came to no run. */
  readonly tests: number;
  /** Ids of the tests that fail on the buggy module; null where that was not run. */
  readonly failing: readonly TestId[] | null;
  /** The task's sources, where they could be read. */
  readonly payload: ReadPayload | null;
  /** The buggy module: as given, or made from the diff; null where there is none. */
  readonly buggyCode: string | null;
}

const LIMIT_MS = 10_000;

/**
 * Verifies a task again, from its JSON text: the healthy module passes all its tests, the buggy one fails some, and
 * both as the payload says. Nothing in the text is trusted; its runner_code is never run.
 *
 * @param options.skipBuggy Look at the healthy module only.
 * @param options.replay Measure the evidence again, and hold it against the payload's. Default: false.
 * @param options.run Hash seed and test order of the runs. Default: 0, and unittest's own order.
 */
export async function auditTask(
  json: string,
  { python, skipBuggy, replay = false, run = {} }: {
    readonly python: Python;
    readonly skipBuggy: boolean;
    readonly replay?: boolean;
    readonly run?: Pick<RunOptions, "hashSeed" | "orderSeed">;
  },
): Promise<AuditReport> {
  const none = { tests: 0, failing: null, payload: null, buggyCode: null };
  const read = readPayload(json);
  if (!read.ok) return { ...none, problems: [read.rejection.detail] };
  const payload = read.value;
  const buggyCode = payload.buggyCode ??
    (payload.codeDiff ? applyUnifiedDiff(payload.correctCode, payload.codeDiff) : null);
  const report = { ...none, payload, buggyCode };

  const parsed = await python.parse(payload.unitTests);
  if (!parsed.ok) return { ...report, problems: [`unit_tests does not parse: ${parsed.message}`] };
  const ids = findTestIds(parsed.tree);
  if (ids.length === 0) return { ...report, problems: ["unit_tests has no tests"] };
  const screened = await screenPayload(payload, { tests: parsed.tree, buggyCode, python });
  if (screened.length > 0) return { ...report, problems: screened, tests: ids.length };

  const files = { moduleName: payload.moduleName, tests: payload.unitTests };
  const healthy = await python.runTests({ ...files, code: payload.correctCode }, {
    limitMs: LIMIT_MS,
    ...run,
  });
  const problems = healthyProblems(healthy, ids);
  if (skipBuggy) return { ...report, problems, tests: ids.length };
  if (buggyCode === null) {
    const detail = "there is no buggy_code, and code_diff does not give it (--skip-buggy checks the rest)";
    return { ...report, problems: [...problems, detail], tests: ids.length };
  }
  const buggy = await python.runTests({ ...files, code: buggyCode }, { limitMs: LIMIT_MS, ...run });
  const found = [...problems, ...buggyProblems(buggy, ids, payload), ...diffProblems(payload)];
  // What does not hold cannot be measured.
  const replayed = replay && found.length === 0 ? await replayEvidence(json, payload, python) : [];
  return {
    ...report,
    problems: [...found, ...replayed],
    tests: ids.length,
    failing: buggy.kind === "finished" ? splitTests(buggy.tests).failing : null,
  };
}

/** What the screen refuses of a task's sources: none of them runs then. What does not parse cannot run. */
async function screenPayload(
  { correctCode, moduleName }: ReadPayload,
  { tests, buggyCode, python }: { tests: AstNode; buggyCode: string | null; python: Python },
): Promise<readonly string[]> {
  const [correct, buggy] = await Promise.all(
    [correctCode, buggyCode].map(async (code) => code === null ? null : await python.parse(code)),
  );
  const modules = [["correct_code", correct], ["buggy_code", buggy]] as const;
  return modules.flatMap(([name, parsed]) => {
    if (!parsed) return [];
    if (!parsed.ok) return cannotRun(parsed) ? [] : [describeUnread(name, parsed)];
    const found = [
      [name, screenModule(parsed.tree)],
      // Tests reach what either module imports.
      ["unit_tests", screenTests(tests, { name: moduleName, tree: parsed.tree })],
    ] as const;
    return found.flatMap(([source, findings]) =>
      findings.length > 0 ? [describeFindings(source, findings)] : []
    );
  }).filter((problem, at, all) => all.indexOf(problem) === at);
}

function healthyProblems(run: TestRun, ids: readonly TestId[]): string[] {
  if (run.kind !== "finished") return [`the healthy module does not run: ${describeRun(run)}`];
  const problem = idProblem(run.tests, ids);
  if (problem) return [`the healthy module: ${problem}`];
  const bad = run.tests.filter((test) => test.status !== "passed").map((test) => `${test.id} ${test.status}`);
  return bad.length > 0 ? [`the healthy module fails its tests: ${bad.join(", ")}`] : [];
}

function buggyProblems(run: TestRun, ids: readonly TestId[], payload: ReadPayload): string[] {
  if (run.kind !== "finished") return [`the buggy module does not run: ${describeRun(run)}`];
  const problem = idProblem(run.tests, ids);
  if (problem) return [`the buggy module: ${problem}`];
  const { failing, passing } = splitTests(run.tests as TestResult[]);
  if (failing.length === 0) return ["the buggy module passes all tests"];
  return [
    ...listProblem("tests.fail_to_pass", payload.failToPass, failing),
    ...listProblem("tests.pass_to_pass", payload.passToPass, passing),
  ];
}

function listProblem(name: string, said: readonly string[] | null, seen: readonly string[]): string[] {
  if (said === null || said.toSorted().join("\n") === seen.join("\n")) return [];
  return [`${name} names ${said.length} tests that are not the ${seen.length} seen`];
}

function diffProblems({ buggyCode, codeDiff, correctCode, failToPass }: ReadPayload): string[] {
  // The Python original's diffs are of reformatted code: only our own are held to the letter.
  if (failToPass === null || buggyCode === null || codeDiff === null) return [];
  return applyUnifiedDiff(correctCode, codeDiff) === buggyCode
    ? []
    : ["code_diff does not lead from correct_code to buggy_code"];
}

function describeRun(run: Exclude<TestRun, { kind: "finished" }>): string {
  switch (run.kind) {
    case "timeout":
      return `it takes longer than ${run.limitMs / 1000} s`;
    case "import_error":
      return `importing fails: ${run.errorType}: ${run.message.split("\n")[0]}`;
    default:
      return run.reason;
  }
}
