import type { Candidate } from "../core/candidate.ts";
import { accept, type Outcome, reject } from "../core/rejection.ts";
import { applyEdits, type SpanEdit } from "../core/span_edit.ts";
import type { CheckedSpec } from "../core/spec.ts";
import { badCharacter, byteLength, isMapping, kindOf, quoted } from "../core/text_check.ts";
import { placeOfEdits } from "./edit_place.ts";
import { findEdit, type Replacement } from "./find_edit.ts";
import { locateReplacement } from "./locate_replacement.ts";
import { proseProblem } from "./prose_problem.ts";
import { changedLines, editsBetween } from "./whole_code.ts";

/** How the changes of a strategy are taken. */
export interface WrittenKind {
  /** The strategy, which is also the candidate's operator. */
  readonly strategy: "llm_variant" | "llm_feature";
  /** What reasons of refusals begin with. */
  readonly reasons: "llm_bug" | "llm_feature";
  /** Lines that may go or come: more is another module, not a change of this one. */
  readonly mostLines: number;
  /** Whether comments and docstrings must stay as they are. */
  readonly keepsRemarks: boolean;
}

/** A change of a module that a model wrote, not yet described. */
export type WrittenChange = Omit<Candidate, "description" | "rootCause">;

const MAX_BYTES = 100_000;
const MAX_EDITS = 20;

/**
 * An entry of an answer as a change of the module: `find` and `replace`, a list of such pairs under `edits`,
 * or a whole module under `code`. Everything that it does not change keeps its bytes. The reasons of refusals
 * name what is wrong: "..._invalid", "..._find_missing", "..._find_ambiguous", "..._edits_overlap",
 * "..._no_change", "..._too_wide", "..._comments_changed" and "..._tells".
 */
export function readChange(
  entry: Readonly<Record<string, unknown>>,
  { spec, tree }: CheckedSpec,
  kind: WrittenKind,
): Outcome<WrittenChange> {
  const source = spec.correctCode;
  const refuse: Refuse = (state, detail) => reject<never>(`${kind.reasons}_${state}`, detail);
  const written = codeOf(entry, source, refuse);
  if (!written.ok) return written;
  const bad = badCharacter(written.value, "code");
  if (bad !== null) return refuse("invalid", `the changed code has ${bad}`);
  const edits = editsBetween(source, written.value);
  if (edits === null || changedLines(edits, source) > kind.mostLines) {
    return refuse("too_wide", `more than ${kind.mostLines} lines go or come`);
  }
  if (edits.length === 0) return refuse("no_change", "the code stays as it is, but for blanks");
  const code = applyEdits(source, edits);
  const problem = proseProblem(source, code, kind.keepsRemarks);
  if (problem !== null) return refuse(problem.reason, problem.detail);
  return accept({
    strategy: kind.strategy,
    operator: kind.strategy,
    family: "model",
    edits,
    code,
    ...placeOfEdits(edits, { source, tree }),
  });
}

type Refuse = (state: string, detail: string) => Outcome<never>;

function codeOf(entry: Readonly<Record<string, unknown>>, source: string, refuse: Refuse): Outcome<string> {
  const { edits, code, find, replace } = entry;
  if (edits === undefined && find === undefined && code !== undefined) {
    if (typeof code !== "string") return refuse("invalid", `code is ${kindOf(code)}, not a text`);
    if (code.trim() === "") return refuse("invalid", "code is blank");
    if (byteLength(code) > MAX_BYTES) return refuse("invalid", `code is longer than ${MAX_BYTES} bytes`);
    return accept(`${unixLines(code).trimEnd()}\n`);
  }
  const pairs = edits ?? [{ find, replace }];
  if (!Array.isArray(pairs)) return refuse("invalid", `edits is ${kindOf(pairs)}, not a list`);
  if (pairs.length === 0) return refuse("invalid", "it has no edits");
  if (pairs.length > MAX_EDITS) return refuse("too_wide", `it has ${pairs.length} edits`);
  return withReplacements(pairs, source, refuse);
}

function withReplacements(pairs: readonly unknown[], source: string, refuse: Refuse): Outcome<string> {
  const spans: SpanEdit[] = [];
  for (const pair of pairs) {
    const problem = pairProblem(pair);
    if (problem !== null) return refuse("invalid", problem);
    const { find, replace } = pair as unknown as Replacement;
    const given = { find: unixLines(find), replace: unixLines(replace) };
    const located = locateReplacement(given, source);
    if (located.times === 0) return refuse("find_missing", `find is not in the module: ${quoted(find)}`);
    if (located.times === 2) return refuse("find_ambiguous", `find is there more than once: ${quoted(find)}`);
    spans.push(findEdit(located.found, source));
  }
  spans.sort((a, b) => a.start - b.start || a.end - b.end);
  const overlap = spans.findIndex((span, at) => at > 0 && span.start < spans[at - 1]!.end);
  if (overlap > 0) return refuse("edits_overlap", "two edits change the same text");
  return accept(applyEdits(source, spans));
}

function pairProblem(pair: unknown): string | null {
  if (!isMapping(pair)) return `the edit is ${kindOf(pair)}, not a mapping`;
  for (const key of ["find", "replace"]) {
    const text = pair[key];
    if (text === undefined) return `${key} is missing`;
    if (typeof text !== "string") return text === null ? `${key} is empty` : `${key} is ${kindOf(text)}`;
    if (byteLength(text) > MAX_BYTES) return `${key} is longer than ${MAX_BYTES} bytes`;
  }
  return (pair.find as string).trim() === "" ? "find is blank" : null;
}

function unixLines(text: string): string {
  return text.replaceAll("\r\n", "\n");
}
