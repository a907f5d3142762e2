import { applyEdits } from "../core/span_edit.ts";
import type { CheckedSpec } from "../core/spec.ts";
import type { Verdict } from "../core/verdict.ts";
import { describeChange } from "./describe_change.ts";
import { placeOfEdits, scopesOfEdits } from "./edit_place.ts";
import type { CaughtBug } from "./pick_bug.ts";
import { proseProblem } from "./prose_problem.ts";

/**
 * A caught bug without those of its edits that are not needed for it: each that stays is needed to fail the
 * same tests. So the place that is told of it is where it goes wrong, and the way back is the smallest.
 *
 * @param judge What the tests say of a code.
 */
export async function narrowBug(
  bug: CaughtBug,
  module: CheckedSpec,
  judge: (code: string) => Promise<Verdict>,
): Promise<CaughtBug> {
  const failing = bug.verdict.failing.join();
  const { correctCode } = module.spec;
  // A statement may have moved together with its comment: then both edits stay.
  const keepsRemarks = proseProblem(correctCode, bug.candidate.code, true) === null;
  let narrowed = bug;
  for (let at = 0; at < narrowed.candidate.edits.length && narrowed.candidate.edits.length > 1;) {
    const smaller = withoutEdit(narrowed, at, module);
    const isWhole = proseProblem(correctCode, smaller.code, keepsRemarks) === null;
    const verdict = isWhole ? await judge(smaller.code) : null;
    if (verdict?.kind === "failed" && verdict.failing.join() === failing) {
      narrowed = { candidate: smaller, verdict };
      // What another edit needed may be needed no more.
      at = 0;
    } else at++;
  }
  return narrowed;
}

function withoutEdit(
  { candidate }: CaughtBug,
  at: number,
  { spec, tree }: CheckedSpec,
): CaughtBug["candidate"] {
  const edits = candidate.edits.toSpliced(at, 1);
  const healthy = { source: spec.correctCode, tree };
  const { change } = candidate;
  return {
    ...candidate,
    ...change === undefined ? {} : describeChange(change, scopesOfEdits(edits, healthy)),
    ...placeOfEdits(edits, healthy),
    edits,
    code: applyEdits(spec.correctCode, edits),
  };
}
