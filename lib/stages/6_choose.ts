import type { AstNode } from "../core/ast.ts";
import type { ChosenBug, ChosenFault } from "../core/chosen_bug.ts";
import type { HealthyRun } from "../core/healthy_run.ts";
import type { Python } from "../core/python.ts";
import { accept, type Outcome, reject } from "../core/rejection.ts";
import { screenChange } from "../core/screen_change.ts";
import type { CheckedSpec } from "../core/spec.ts";
import { splitTests } from "../core/test_run.ts";
import { scopesOfEdits } from "../bugs/edit_place.ts";
import { type FaultToMend, mendingOrder } from "../bugs/mending_order.ts";
import type { CaughtBug, RatedBug } from "../bugs/pick_bug.ts";
import { measureFault } from "../evidence/measure_fault.ts";

/** Time for one run in a new interpreter, far above what any suite takes. */
const COLD_LIMIT_MS = 30_000;

/** The module that a bug is chosen for. */
export interface Subject {
  readonly checked: CheckedSpec;
  readonly healthy: HealthyRun;
  readonly python: Python;
}

/**
 * Certifies a picked bug with the very files that ship: run_tests.py, which passed on the healthy module, fails on the buggy
 * one and counts the same failures as the verdict. Measures what the explanation will say.
 */
export async function certifyBug(bug: RatedBug, subject: Subject): Promise<Outcome<ChosenBug>> {
  const { checked: { spec, tree }, healthy, python } = subject;
  // What an operator made is looked at here, where it is to ship; what was written, before it ran.
  const screened = await screenChange(bug.candidate.code, { healthy: tree, python });
  if (screened !== null) return { ok: false, rejection: screened };
  const files = { moduleName: spec.moduleName, code: bug.candidate.code, tests: spec.unitTests };
  const failing = await python.runCold(files, { limitMs: COLD_LIMIT_MS });
  if (failing.code !== 1) return reject("certify_buggy", "run_tests.py does not fail on the buggy module");
  if (failing.outputCut) return reject("output_too_long", "the output is longer than 256 kB");
  const counted = countFailures(failing.output);
  if (counted !== bug.verdict.failing.length) {
    const detail = `run_tests.py counts ${counted} failures, the verdict ${bug.verdict.failing.length}`;
    return reject("certify_disagrees", detail);
  }
  const faults = await measureFaults(bug, failing.output, subject);
  if (!faults.ok) return faults;
  return accept({
    ...bug,
    failingOutput: failing.output,
    passingOutput: healthy.passingOutput,
    faults: faults.value,
  });
}

/** The failures and errors in unittest's last line: "FAILED (failures=2, errors=1)". */
function countFailures(output: string): number {
  const last = output.trimEnd().split("\n").at(-1) ?? "";
  const counts = [...last.matchAll(/(?:failures|errors)=(\d+)/g)];
  return last.startsWith("FAILED") ? counts.reduce((sum, match) => sum + Number(match[1]), 0) : 0;
}

/**
 * Measures each fault of a bug, in the order in which they are mended: the module with it against the module without. A
 * combined bug shows what is left after each mending.
 */
async function measureFaults(
  { candidate, verdict }: CaughtBug,
  failingOutput: string,
  { checked, healthy, python }: Subject,
): Promise<Outcome<readonly ChosenFault[]>> {
  const { spec } = checked;
  const faults: ChosenFault[] = [];
  const order = mendingOrder(candidate, spec.correctCode);
  const stages = await Promise.all(
    order.map(({ code }, at) =>
      at === 0 ? { verdict, failingOutput } : runFaulty(code, { checked, healthy, python })
    ),
  );
  for (const [at, fault] of order.entries()) {
    const [now, next] = [stages[at], stages[at + 1]];
    if (!now) return reject("certify_buggy", "a fault does not fail once those before it are mended");
    const left = next?.verdict.failing ?? [];
    const evidence = await measureFault({
      faulty: { moduleName: spec.moduleName, tests: spec.unitTests, code: fault.code },
      mended: { moduleName: spec.moduleName, tests: spec.unitTests, code: fault.mended },
      tree: await treeOf(fault.code, checked, python),
      functions: functionsOf(fault, checked),
      line: fault.line,
      verdict: now.verdict,
      broken: now.verdict.failing.filter((id) => !left.includes(id)),
      coverage: healthy.coverage,
    }, python);
    faults.push({ ...fault, ...now, mendedOutput: next?.failingOutput ?? healthy.passingOutput, evidence });
  }
  return accept(faults);
}

/** What the tests say of a module of which some faults are mended; null where none fails. */
async function runFaulty(code: string, { checked: { spec, testIds }, python }: Subject) {
  const files = { moduleName: spec.moduleName, tests: spec.unitTests, code };
  const limits = { limitMs: COLD_LIMIT_MS };
  const [run, cold] = await Promise.all([python.runTests(files, limits), python.runCold(files, limits)]);
  if (run.kind !== "finished" || cold.code !== 1) return null;
  const tests = run.tests.toSorted((a, b) => testIds.indexOf(a.id) - testIds.indexOf(b.id));
  const verdict = { kind: "failed" as const, tests, ...splitTests(tests) };
  return { verdict, failingOutput: cold.output };
}

/** The functions that a fault's edits stand in. */
function functionsOf({ candidate }: FaultToMend, { spec, tree }: CheckedSpec): readonly string[] {
  const scopes = scopesOfEdits(candidate.edits, { source: spec.correctCode, tree });
  return [...new Set([candidate.function, ...scopes])];
}

/** The tree of a faulty module; where no line was added or lost, that of the healthy one does as well. */
async function treeOf(code: string, { spec, tree }: CheckedSpec, python: Python): Promise<AstNode> {
  if (code.split("\n").length === spec.correctCode.split("\n").length) return tree;
  const parsed = await python.parse(code);
  return parsed.ok ? parsed.tree : tree;
}
