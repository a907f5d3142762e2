import { applyEdits, type SpanEdit } from "../core/span_edit.ts";
import type { CheckedSpec } from "../core/spec.ts";
import type { Verdict } from "../core/verdict.ts";
import { describeChange } from "./describe_change.ts";
import { placeOfEdits } from "./edit_place.ts";
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
    const smaller = await caughtWith(narrowed.candidate.edits.toSpliced(at, 1));
    if (smaller !== null) {
      narrowed = smaller;
      // What another edit needed may be needed no more.
      at = 0;
    } else at++;
  }
  // Of three and more that need each other by twos, one may still do it alone.
  if (narrowed.candidate.edits.length > 2) {
    for (const edit of narrowed.candidate.edits) {
      const alone = await caughtWith([edit]);
      if (alone !== null) return alone;
    }
  }
  return narrowed;

  async function caughtWith(edits: readonly SpanEdit[]): Promise<CaughtBug | null> {
    const candidate = withEdits(bug, edits, module);
    if (proseProblem(correctCode, candidate.code, keepsRemarks) !== null) return null;
    const verdict = await judge(candidate.code);
    return verdict.kind === "failed" && verdict.failing.join() === failing ? { candidate, verdict } : null;
  }
}

function withEdits(
  { candidate }: CaughtBug,
  edits: readonly SpanEdit[],
  { spec, tree }: CheckedSpec,
): CaughtBug["candidate"] {
  const healthy = { source: spec.correctCode, tree };
  return {
    ...candidate,
    ...candidate.change === undefined ? {} : describeChange(edits, healthy),
    ...placeOfEdits(edits, healthy),
    edits,
    code: applyEdits(spec.correctCode, edits),
  };
}
