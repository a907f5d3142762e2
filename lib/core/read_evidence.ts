import { parseJson } from "./parse_json.ts";
import { accept, type Outcome, reject } from "./rejection.ts";
import type { SpanEdit } from "./span_edit.ts";

/** One of a payload's bugs, as far as it says what was changed where. */
export interface ReadBug {
  readonly function: string;
  readonly line: number;
  readonly strategy: string;
  readonly edits: readonly SpanEdit[];
}

/** What a payload says was measured, and what it says of it. */
export interface ReadEvidence {
  readonly bugs: readonly ReadBug[];
  readonly failingOutput: string;
  /** null where it is not said. */
  readonly passingOutput: string | null;
  /** Taken as it is: it is compared, and nothing else. */
  readonly evidence: unknown;
  /** Texts of the turns. */
  readonly turns: readonly string[];
  /** Python that measured it; "" where that is not said. */
  readonly pythonVersion: string;
}

/**
 * The evidence of a payload from its JSON text, which may be hostile. Rejection: "no_evidence" where there is none that
 * could be replayed, as in the Python original's.
 */
export function readEvidence(json: string): Outcome<ReadEvidence> {
  const parsed = parseJson(json);
  if (!parsed.ok) return parsed;
  const value = record(parsed.value);
  const evidence = record(value.evidence);
  if (!Array.isArray(evidence.probes) || !("further" in evidence)) {
    return reject("no_evidence", "it has no evidence that could be replayed");
  }
  const bugs = Array.isArray(value.bugs) ? value.bugs.map(readBug) : [];
  if (bugs.length === 0 || bugs.some((bug) => bug === null)) {
    return reject("no_evidence", "its bugs do not say what was changed where");
  }
  const turns = Array.isArray(value.conversation) ? value.conversation : [];
  return accept({
    bugs: bugs as ReadBug[],
    failingOutput: text(value.failing_output),
    passingOutput: value.passing_output === undefined ? null : text(value.passing_output),
    evidence,
    turns: turns.map((turn) => text(record(turn).content)),
    pythonVersion: text(record(value.provenance).python_version),
  });
}

function readBug(value: unknown): ReadBug | null {
  const bug = record(value);
  const edits = Array.isArray(bug.edits) ? bug.edits.map(readEdit) : [];
  const isWhole = edits.length > 0 && edits.every((edit) => edit !== null) && Number.isSafeInteger(bug.line);
  if (!isWhole || typeof bug.function !== "string") return null;
  return {
    function: bug.function,
    line: bug.line as number,
    strategy: text(bug.strategy),
    edits: edits as SpanEdit[],
  };
}

function readEdit(value: unknown): SpanEdit | null {
  const { start, end, new: put } = record(value);
  const isPlace = Number.isSafeInteger(start) && Number.isSafeInteger(end) && Number(start) >= 0;
  return isPlace && typeof put === "string"
    ? { start: start as number, end: end as number, text: put }
    : null;
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? value as Record<string, unknown>
    : {};
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
