import { combineBugs } from "../bugs/combine_bugs.ts";
import { describeChange } from "../bugs/describe_change.ts";
import { placeOfEdits } from "../bugs/edit_place.ts";
import { proseProblem } from "../bugs/prose_problem.ts";
import { changedLines, editsBetween } from "../bugs/whole_code.ts";
import type { BugFamily, Candidate } from "../core/candidate.ts";
import type { PayloadBug } from "../core/payload.ts";
import { accept, type Outcome, reject } from "../core/rejection.ts";
import { applyEdits, type SpanEdit } from "../core/span_edit.ts";
import type { CheckedSpec } from "../core/spec.ts";

/** Lines that a bug may change: more is another module. */
export const MOST_LINES = 60;

/** A bug that was found with its module. */
export interface GivenBug {
  /** The module with it. */
  readonly buggyCode: string;
  /** What was said of it, fault by fault; empty where nothing was. */
  readonly bugs: readonly PayloadBug[];
}

/**
 * A bug that is given by the module that has it, as a candidate. What was said of it is kept where its edits make that very
 * module; else it is told from what differs. Blank lines, and blanks at the ends of lines, stay as the healthy module has them.
 *
 * Rejections: "no_bug", "bug_too_wide", "bug_tells", "bug_comments_changed".
 */
export function givenBug({ buggyCode, bugs }: GivenBug, { spec, tree }: CheckedSpec): Outcome<Candidate> {
  const source = spec.correctCode;
  const told = toldBug(bugs, { source, tree });
  if (told !== null && told.code === buggyCode) return accept(told);
  const edits = editsBetween(source, buggyCode);
  if (edits === null || changedLines(edits, source) > MOST_LINES) {
    return reject("bug_too_wide", `the buggy module differs in more than ${MOST_LINES} lines`);
  }
  if (edits.length === 0) return reject("no_bug", "the buggy module is the healthy one, but for blanks");
  const code = applyEdits(source, edits);
  const problem = proseProblem(source, code, true);
  if (problem !== null) return reject(`bug_${problem.reason}`, `of the buggy module ${problem.detail}`);
  return accept({
    strategy: "llm_variant",
    operator: "author",
    family: "author",
    edits,
    code,
    ...placeOfEdits(edits, { source, tree }),
    ...describeChange(edits, { source, tree }),
  });
}

/** The bug as it was told; null where its edits do not fit. */
function toldBug(
  bugs: readonly PayloadBug[],
  healthy: Pick<CheckedSpec, "tree"> & { source: string },
): Candidate | null {
  const { source } = healthy;
  const parts: Candidate[] = [];
  for (const bug of bugs) {
    const edits: SpanEdit[] = bug.edits.map((edit) => ({ start: edit.start, end: edit.end, text: edit.new }));
    const fits = bug.edits.every(({ start, end, old }) => source.slice(start, end) === old);
    try {
      if (!fits) return null;
      parts.push({
        strategy: bug.strategy,
        operator: bug.operator,
        family: bug.family as BugFamily,
        edits,
        code: applyEdits(source, edits),
        ...placeOfEdits(edits, healthy),
        description: bug.description,
        rootCause: bug.root_cause,
      });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return null;
    }
  }
  return parts.length > 1 ? combineBugs(parts, healthy) : parts[0] ?? null;
}
