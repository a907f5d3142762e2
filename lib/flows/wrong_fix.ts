import type { Healthy } from "../bugs/edit_place.ts";
import { type FaultPart, faultParts } from "../bugs/fault_parts.ts";
import { type Attempt, proposeAttempts, proposeFalseLeads } from "../bugs/propose_attempts.ts";
import type { AstNode } from "../core/ast.ts";
import { contentHash } from "../core/content_hash.ts";
import type { CitedFault, ToldFault, WrongFix } from "../core/export_format.ts";
import type { ExportTask } from "../core/export_task.ts";
import type { Python } from "../core/python.ts";
import { accept, type Outcome, reject } from "../core/rejection.ts";
import { findTestIds } from "../core/test_ids.ts";
import { unifiedDiff } from "../core/unified_diff.ts";
import { specPassage } from "../transcript/spec_passage.ts";
import { auditExported } from "./audit_exported.ts";
import { holdsAlone } from "./hold_out.ts";
import { type FailedAttempt, judgeAttempts, runSuite } from "./judge_attempts.ts";
import { rankAttempts, visibleWith, type WrongFixSearch } from "./rank_attempts.ts";

/** Attempts of one kind that are run. */
const MOST_JUDGED = 32;
/** Attempts that are looked at more closely. */
const MOST_PROVED = 6;
/** Processor time of a cold run. */
const COLD_LIMIT_MS = 20_000;
/** Other hash seeds and test orders in which an attempt must do the same. */
const OTHER_SEEDS = [1, 2];

/**
 * An attempt to mend a task's bug that does not, as runs have shown; which one follows from the task alone. Attempts at the
 * faulty statement come before those elsewhere, and of these such that pass a part of the tests which shows the bug.
 *
 * Rejections: "does_not_hold", where the task itself does not; "no_wrong_fix", where no attempt will do.
 */
export async function findWrongFix(task: ExportTask, python: Python): Promise<Outcome<WrongFix>> {
  const report = await auditExported(task, python);
  if (report.problems.length > 0 || report.failing === null) {
    return reject("does_not_hold", report.problems.join("; "));
  }
  const [healthyTree, tests] = await Promise.all([
    parseAgain(task.correctCode, python),
    parseAgain(task.unitTests, python),
  ]);
  const healthy = { source: task.correctCode, tree: healthyTree };
  const testIds = findTestIds(tests);
  // One that fails all its tests is not like an attempt, and is a task all the same.
  const buggy = await runSuite(task.buggyCode, { task, testIds, python }) ??
    { failing: report.failing, how: "" };
  const search: WrongFixSearch = {
    task,
    healthy,
    python,
    tests,
    testIds,
    buggy,
    parts: await partsOf(task, healthy, python),
    failToPass: report.failing,
  };
  for (const propose of [atTheFault, nearTheFault, elsewhere]) {
    const attempts = inOrder(await propose(search), task).slice(0, MOST_JUDGED);
    const judged = await judgeAttempts(attempts, search);
    // Away from the fault only what can be told as a mistake is a lead that somebody would follow.
    const failed = rankAttempts(
      judged.filter(({ told }) => propose === atTheFault || told.manner === "mistake"),
      search,
    );
    for (const one of failed.slice(0, MOST_PROVED)) {
      const proved = await prove(one, search);
      if (proved !== null) return accept(proved);
    }
  }
  return reject("no_wrong_fix", "no attempt to mend it that was tried is believable and fails");
}

/** The task's faults, or all as one where a file's do not make sense one by one. */
async function partsOf(task: ExportTask, healthy: Healthy, python: Python): Promise<readonly FaultPart[]> {
  const parts = faultParts(task, healthy);
  const parsed = await Promise.all(parts.map(({ code }) => python.parse(code)));
  return parsed.every(({ ok }) => ok) ? parts : faultParts({ ...task, bugs: [] }, healthy);
}

async function parseAgain(source: string, python: Python): Promise<AstNode> {
  const parsed = await python.parse(source);
  if (!parsed.ok) throw new Error(`Cannot parse "a source that was just run": ${parsed.message}`);
  return parsed.tree;
}

async function atTheFault({ parts, healthy, python }: WrongFixSearch): Promise<readonly Attempt[]> {
  const found: Attempt[] = [];
  for (const part of parts) {
    const faulty = { source: part.code, tree: await parseAgain(part.code, python) };
    found.push(...proposeAttempts(part, healthy, faulty));
  }
  return found;
}

function nearTheFault(search: WrongFixSearch): Promise<readonly Attempt[]> {
  return falseLeads(search, (name) => name === search.parts[0]!.told.function);
}

async function elsewhere(search: WrongFixSearch): Promise<readonly Attempt[]> {
  const { task: { moduleName, unitTests, buggyCode }, failToPass, python, parts } = search;
  const files = { moduleName, code: buggyCode, tests: unitTests };
  const { seen } = await python.watchFunctions(files, { limitMs: COLD_LIMIT_MS, only: failToPass });
  const suspects = new Set([...seen.values()].flat());
  return await falseLeads(search, (name) => suspects.has(name) && name !== parts[0]!.told.function);
}

async function falseLeads(
  { parts, python }: WrongFixSearch,
  isSuspect: (name: string) => boolean,
): Promise<readonly Attempt[]> {
  const part = parts[0]!;
  const faulty: Healthy = { source: part.code, tree: await parseAgain(part.code, python) };
  return proposeFalseLeads(part, faulty, isSuspect);
}

/** By what makes them differ from task to task, so that no operator comes first everywhere. */
function inOrder(attempts: readonly Attempt[], { id }: ExportTask): readonly Attempt[] {
  const keyed = attempts.map((attempt) => [contentHash(`${id}\0${attempt.code}`), attempt] as const);
  return keyed.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, attempt]) => attempt);
}

/** What an attempt comes to in further runs; null where they say anything else. */
async function prove(one: FailedAttempt, search: WrongFixSearch): Promise<WrongFix | null> {
  const { attempt: { code }, failing } = one;
  for (const seed of OTHER_SEEDS) {
    const again = await runSuite(code, { ...search, seed });
    if (again?.failing.join() !== failing.join()) return null;
  }
  const { task, failToPass, python } = search;
  const visible = visibleWith(one, search);
  const hides = visible !== null && await holdsAlone(task, visible, { failToPass, python });
  const tests = hides ? visible.source : task.unitTests;
  const files = { moduleName: task.moduleName, tests };
  const limits = { limitMs: COLD_LIMIT_MS };
  const [right, wrong, buggy] = await Promise.all([
    python.runCold({ ...files, code: task.correctCode }, limits),
    python.runCold({ ...files, code }, limits),
    python.runCold({ ...files, code: task.buggyCode }, limits),
  ]);
  if (right.code !== 0 || wrong.code !== (hides ? 0 : 1) || buggy.code !== 1) return null;
  const name = `${task.moduleName}.py`;
  return {
    code,
    diff: unifiedDiff([name, task.buggyCode], [name, code]),
    kind: hides ? "fails_hidden" : "fails",
    output: wrong.output,
    failing,
    visible: hides ? visible.ids : null,
    visibleTests: tests,
    report: buggy.output,
    description: one.told.blamed.description,
    ...tellAll(one, search),
  };
}

/** What is told of all faults: of those that are mended the same; with passages where there is one for each. */
function tellAll(
  { attempt, told }: FailedAttempt,
  { parts, task: { problemDescription, buggyCode: code } }: WrongFixSearch,
): Pick<WrongFix, "blamed" | "faults"> {
  const cite = (fault: ToldFault) => ({
    ...fault,
    passage: specPassage({ spec: { problemDescription } }, { ...fault, code }),
  });
  const each = (own: ToldFault) => parts.map((part) => cite(part === attempt.part ? own : part.told));
  const [blamed, faults] = [each(told.blamed), each(told.fault)];
  if ([...blamed, ...faults].every(({ passage }) => passage !== null)) return { blamed, faults };
  const without = (cited: readonly CitedFault[]) => cited.map((fault) => ({ ...fault, passage: null }));
  return { blamed: without(blamed), faults: without(faults) };
}
