import type { ChosenBug } from "../core/chosen_bug.ts";
import type { HealthyRun } from "../core/healthy_run.ts";
import type { Python } from "../core/python.ts";
import type { Quality } from "../core/quality.ts";
import { accept, type Outcome, reject } from "../core/rejection.ts";
import { sameTree } from "../core/same_tree.ts";
import type { CheckedSpec } from "../core/spec.ts";
import { CANARIES_PER_RUN } from "../core/test_run.ts";
import { lineInHealthy } from "../bugs/edit_place.ts";
import { findLeakInOutput } from "../bugs/find_leak.ts";
import { STUB_RESULTS } from "../bugs/stub_module.ts";
import { HEALTHY_RUNS } from "../stages/3_healthy.ts";
import { BUGGY_RUNS } from "../stages/5_verdicts.ts";
import type { SuiteStrength } from "./suite_strength.ts";

/** What a task's quality is measured of. */
export interface QualitySubject {
  readonly checked: CheckedSpec;
  readonly healthy: HealthyRun;
  /** Certified: see `stages/6_choose.ts`. */
  readonly bug: ChosenBug;
  readonly strength: SuiteStrength;
  /** Candidates that the bug was picked from, by verdict. */
  readonly counts: Readonly<Record<string, number>>;
  readonly python: Python;
}

/**
 * Each check that a certified bug passed on its way, and what came of it, with the last ones: that Python reads another
 * module, and that the output tells nobody of the bug.
 */
export async function measureQuality(subject: QualitySubject): Promise<Outcome<Quality>> {
  const { checked: { spec, tree }, healthy, bug, strength, counts, python } = subject;
  const { candidate, verdict } = bug;
  const parsed = await python.parse(candidate.code);
  if (!parsed.ok) return reject("certify_unread", `the buggy module does not parse: ${parsed.message}`);
  if (sameTree(tree, parsed.tree)) {
    return reject("certify_equivalent", "the buggy module has the syntax tree of the healthy one");
  }
  const leak = findLeakInOutput(bug.failingOutput, bug);
  if (leak !== null) return reject("leaks", leak);
  const lines = (candidate.parts ?? [candidate]).map((part) => lineInHealthy(part, spec.correctCode));
  const covering = [...healthy.coverage].filter(([, seen]) => lines.some((line) => seen.includes(line)))
    .map(([id]) => id);
  const warm = [...HEALTHY_RUNS, ...BUGGY_RUNS].filter(({ kind }) => kind === "warm").length;
  return accept({
    healthy_runs: HEALTHY_RUNS.length,
    buggy_runs: BUGGY_RUNS.length,
    certified_cold: true,
    tests_covering_fault: covering.length,
    failing_tests_covering_fault: covering.filter((id) => verdict.failing.includes(id)).length,
    candidates: counts,
    runs: { healthy: HEALTHY_RUNS, buggy: BUGGY_RUNS },
    canaries: { must_fail: CANARIES_PER_RUN * warm, must_pass: CANARIES_PER_RUN * warm },
    stubs: { returning: STUB_RESULTS, tests_passing: 0 },
    mutation: strength.mutation,
    not_equivalent: { other_syntax_tree: true, tests_telling_apart: verdict.failing.length },
    leaks: {
      looked_at: ["buggy_code", "unit_tests", "failing_output", "module_name", "problem_description"],
      found: 0,
    },
    screen: { looked_at: ["correct_code", "buggy_code", "unit_tests"], found: 0 },
  });
}
