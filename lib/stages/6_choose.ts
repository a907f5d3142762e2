import type { AstNode } from "../core/ast.ts";
import type { ChosenBug } from "../core/chosen_bug.ts";
import type { HealthyRun } from "../core/healthy_run.ts";
import type { Python, TaskFiles } from "../core/python.ts";
import { accept, type Outcome, reject } from "../core/rejection.ts";
import { screenChange } from "../core/screen_change.ts";
import type { CheckedSpec } from "../core/spec.ts";
import type { CaughtBug, RatedBug } from "../bugs/pick_bug.ts";
import { firstDivergence } from "../evidence/first_divergence.ts";
import { functionReach } from "../evidence/function_reach.ts";

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
  const [failing, measured] = await Promise.all([
    python.runCold(files, { limitMs: COLD_LIMIT_MS }),
    measure(bug, subject),
  ]);
  if (failing.code !== 1) return reject("certify_buggy", "run_tests.py does not fail on the buggy module");
  if (failing.outputCut) return reject("output_too_long", "the output is longer than 256 kB");
  const counted = countFailures(failing.output);
  if (counted !== bug.verdict.failing.length) {
    const detail = `run_tests.py counts ${counted} failures, the verdict ${bug.verdict.failing.length}`;
    return reject("certify_disagrees", detail);
  }
  return accept({
    ...bug,
    failingOutput: failing.output,
    passingOutput: healthy.passingOutput,
    ...measured,
  });
}

/** The failures and errors in unittest's last line: "FAILED (failures=2, errors=1)". */
function countFailures(output: string): number {
  const last = output.trimEnd().split("\n").at(-1) ?? "";
  const counts = [...last.matchAll(/(?:failures|errors)=(\d+)/g)];
  return last.startsWith("FAILED") ? counts.reduce((sum, match) => sum + Number(match[1]), 0) : 0;
}

type Measured = Pick<ChosenBug, "simplestFailure" | "reach" | "evidence">;

async function measure({ candidate, verdict }: CaughtBug, subject: Subject): Promise<Measured> {
  const { checked, healthy, python } = subject;
  const { moduleName, correctCode, unitTests } = checked.spec;
  const broken: TaskFiles = { moduleName, code: candidate.code, tests: unitTests };
  const test = simplestFailure({ candidate, verdict }, healthy);
  const one = { limitMs: 10_000, only: [test] };
  const [right, wrong, lines, tree] = await Promise.all([
    python.watchCalls({ ...broken, code: correctCode }, one),
    python.watchCalls(broken, one),
    python.watchLines(broken, { limitMs: 10_000 }),
    treeOf(candidate.code, checked, python),
  ]);
  const reach = functionReach(tree, { coverage: lines.seen, failing: verdict.failing });
  return {
    simplestFailure: test,
    reach,
    evidence: {
      first_divergence: firstDivergence(test, right.seen.get(test) ?? [], wrong.seen.get(test) ?? []),
      probes: [
        { name: "simplest_failing_test", result: test },
        ...reach.map((entry) => ({
          name: `tests_running ${entry.name}`,
          result: `${entry.failing} failing, ${entry.passing} passing`,
        })),
      ],
    },
  };
}

/** The tree of the buggy module; where no line was added or lost, that of the healthy one does as well. */
async function treeOf(code: string, { spec, tree }: CheckedSpec, python: Python): Promise<AstNode> {
  if (code.split("\n").length === spec.correctCode.split("\n").length) return tree;
  const parsed = await python.parse(code);
  return parsed.ok ? parsed.tree : tree;
}

/** The failing test that is read first: by assertion if there is one, then the one that runs the fewest lines. */
function simplestFailure({ verdict }: CaughtBug, healthy: HealthyRun): string {
  const asserted = verdict.tests.filter((result) => result.status === "failed").map((result) => result.id);
  const tests = asserted.length > 0 ? asserted : verdict.failing;
  const size = (id: string) => healthy.coverage.get(id)?.length ?? 0;
  return [...tests].sort((a, b) => size(a) - size(b) || (a < b ? -1 : 1))[0]!;
}
