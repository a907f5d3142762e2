import type { Candidate } from "../core/candidate.ts";
import { applyEdits, type SpanEdit } from "../core/span_edit.ts";
import { type Healthy, linesAfter, mainEdit, scopesOfEdits } from "./edit_place.ts";

/**
 * The bug that several make together, in the order of their places; null where they are not apart: where two have a
 * function in common, stand one within the other, or have edits that meet. Constants of the module count as one function.
 */
export function combineBugs(bugs: readonly Candidate[], healthy: Healthy): Candidate | null {
  const parts = bugs.toSorted((a, b) =>
    mainEdit(a, healthy.source).start - mainEdit(b, healthy.source).start
  );
  const edits = parts.flatMap((part) => part.edits).sort((a, b) => a.start - b.start);
  const first = parts[0];
  if (first === undefined || !areApart(parts, healthy) || edits.some(meetsNext)) return null;
  const combined: Candidate = {
    strategy: "combined",
    operator: "combined",
    family: first.family,
    edits,
    code: applyEdits(healthy.source, edits),
    function: first.function,
    line: first.line,
    description: parts.map(({ description }) => asSentence(description)).join(" "),
    rootCause: parts.map(({ rootCause }) => asSentence(rootCause)).join(" "),
    parts,
  };
  return { ...combined, line: linesOfParts(combined, healthy.source)[0]! };
}

/** The bugs that a task has: the parts of a combined one, else the bug itself. */
export function partsOf(candidate: Candidate): readonly Candidate[] {
  return candidate.parts ?? [candidate];
}

/** For each of {@linkcode partsOf} its line in the code of all together: edits of others above it may shift it. */
export function linesOfParts(candidate: Candidate, source: string): readonly number[] {
  const parts = partsOf(candidate);
  return parts.map((part) => {
    const { start } = mainEdit(part, source);
    return part.line + linesAddedAbove(start, { others: parts.filter((other) => other !== part), source });
  });
}

/** The line of a bug by itself, from the line that {@linkcode linesOfParts} gives it among others. */
export function ownLine(
  { edits, line }: Pick<Candidate, "edits" | "line">,
  among: { readonly others: readonly Pick<Candidate, "edits">[]; readonly source: string },
): number {
  const alone = (edit: SpanEdit) => line - linesAddedAbove(edit.start, among);
  const lines = linesAfter(edits, among.source);
  const main = edits.find((edit, at) => alone(edit) === lines[at]) ?? edits[0];
  return main ? alone(main) : line;
}

/** Lines that the edits of other bugs add above an offset. */
function linesAddedAbove(
  offset: number,
  { others, source }: { readonly others: readonly Pick<Candidate, "edits">[]; readonly source: string },
): number {
  const above = others.flatMap(({ edits }) => edits).filter(({ start }) => start < offset);
  return above.reduce((sum, edit) => sum + addedLines(edit, source), 0);
}

function areApart(parts: readonly Candidate[], healthy: Healthy): boolean {
  const scopes = parts.map(({ edits }) => scopesOfEdits(edits, healthy));
  return scopes.every((own, at) =>
    scopes.slice(at + 1).every((others) =>
      own.every((a) => others.every((b) => !holds(a, b) && !holds(b, a)))
    )
  );
}

function holds(outer: string, inner: string): boolean {
  return inner === outer || inner.startsWith(`${outer}.`);
}

function meetsNext(edit: SpanEdit, at: number, edits: readonly SpanEdit[]): boolean {
  const next = edits[at + 1];
  return next !== undefined && next.start <= edit.end;
}

function addedLines({ start, end, text }: SpanEdit, source: string): number {
  return text.split("\n").length - source.slice(start, end).split("\n").length;
}

function asSentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
