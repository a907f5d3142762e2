import type { BugStrategy } from "../core/bug_strategy.ts";
import type { Candidate } from "../core/candidate.ts";
import { applyEdits, lineAt } from "../core/span_edit.ts";
import type { AuthorBug, CheckedSpec } from "../core/spec.ts";
import { NO_USAGE } from "../core/usage.ts";
import { scopeAt } from "./edit_place.ts";
import { findEdit } from "./find_edit.ts";

/** The bugs that came with the module from its author. */
export const authorVariants: BugStrategy = {
  name: "author",
  propose: ({ module }) => ({
    candidates: module.spec.bugs.map((bug) => toCandidate(bug, module)),
    refused: [],
    usage: NO_USAGE,
  }),
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
