import type { BugStrategy } from "../core/bug_strategy.ts";
import type { Candidate } from "../core/candidate.ts";
import { applyEdits, lineAt } from "../core/span_edit.ts";
import type { AuthorBug, CheckedSpec } from "../core/spec.ts";
import { NO_USAGE } from "../core/usage.ts";
import type { Rejection } from "../core/rejection.ts";
import { scopeAt } from "./edit_place.ts";
import { findEdit } from "./find_edit.ts";
import { proseProblem } from "./prose_problem.ts";

/** The bugs that came with the module from its author, but for those that a remark or name gives away. */
export const authorVariants: BugStrategy = {
  name: "author",
  propose({ module }) {
    const candidates: Candidate[] = [];
    const refused: Rejection[] = [];
    for (const bug of module.spec.bugs) {
      const candidate = toCandidate(bug, module);
      const problem = proseProblem(module.spec.correctCode, candidate.code, true);
      if (problem === null) candidates.push(candidate);
      else {
        refused.push({
          reason: `author_bug_${problem.reason}`,
          detail: `${problem.detail}: ${candidate.description}`,
        });
      }
    }
    return { candidates, refused, usage: NO_USAGE };
  },
};

function toCandidate(bug: AuthorBug, { spec, tree }: CheckedSpec): Candidate {
  const edit = findEdit(bug, spec.correctCode);
  return {
    strategy: "llm_variant",
    operator: "author",
    family: "author",
    edits: [edit],
    code: applyEdits(spec.correctCode, [edit]),
    function: scopeAt(tree, edit.start),
    line: lineAt(spec.correctCode, edit.start),
    description: oneLine(bug.description),
    rootCause: oneLine(bug.rootCause),
  };
}

function oneLine(text: string): string {
  return text.trim().replaceAll(/\s+/g, " ");
}
