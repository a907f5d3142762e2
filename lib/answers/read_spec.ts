import { type Outcome, reject } from "../core/rejection.ts";
import type { Seed } from "../core/seed.ts";
import { readSpecDocument, SPEC_KEYS, type SpecDocument, type SpecKey } from "../core/spec_document.ts";
import { type Document, type Field, fieldOf } from "./answer_shape.ts";
import { BUG_SHAPE } from "./bug_shape.ts";
import { cutProblem, type Reading } from "./reading.ts";
import { readMapping } from "./read_mapping.ts";

export type { Document } from "./answer_shape.ts";

/** What came of reading an answer as a spec. */
export interface ReadSpec {
  /** The spec, or why the answer is refused, worded for the author to act on. */
  readonly outcome: Outcome<SpecDocument>;
  /**
   * What could be read of the known keys, merged over the draft; null where nothing could. Without the
   * texts that are doubtful or may be cut off: they count as missing, in the draft too.
   */
  readonly document: Document | null;
  /** Names of the repairs that the answer's form needed, in order; none for strict YAML. */
  readonly repairs: readonly string[];
}

/** The keys of a spec's document. */
export const SPEC_SHAPE: Readonly<Record<SpecKey | "bugs", Field>> = {
  domain: "name",
  topic: "name",
  subtopic: "name",
  module_name: "name",
  summary: "line",
  problem_description: "prose",
  solution_outline: "prose",
  correct_code: "code",
  unit_tests: "code",
  bugs: { entries: BUG_SHAPE },
};

/**
 * Reads what an author answered as a spec, in every way that leaves no doubt about what was meant. An
 * answer that may be cut off is never taken for whole: the last text, or the last bug, counts only where
 * something shows that it ends, namely JSON that closes, a Markdown fence that closes, or `end: true` as
 * the last line.
 *
 * @param draft The document of the refused answer before: keys that the answer leaves out are taken from
 * it.
 */
export function readSpec(text: string, seed: Seed, draft: Document | null): ReadSpec {
  const outcomeOf = (reading: Reading) =>
    (draft === null ? null : cutOf(reading)) ??
      readSpecDocument({ ...draft, ...reading.document }, seed, reading.unread.get("bugs"));
  const { accepted, reading, rejection } = readMapping(text, SPEC_SHAPE, (each) => outcomeOf(each).ok);
  if (reading === null) {
    const { reason, detail } = rejection!;
    return { outcome: reject(reason, detail), document: null, repairs: [] };
  }
  const document = draftOf(reading, draft);
  const outcome = outcomeOf(reading);
  const { repairs } = reading;
  return { outcome: accepted ? outcome : refuse(reading, outcome), document, repairs };
}

/** The rejection of keys after which the answer may have had others; null where it has all, or its end. */
function cutOf({ document, problems, cut }: Reading): Outcome<SpecDocument> | null {
  if (cut === null || problems.has(cut) || SPEC_KEYS.every((key) => Object.hasOwn(document, key))) {
    return null;
  }
  return reject("answer_incomplete", cutProblem(cut));
}

/** The rejection of a reading: first what is doubtful in its form, then what its fields lack. */
function refuse({ problems, cut }: Reading, outcome: Outcome<SpecDocument>): Outcome<SpecDocument> {
  const form = [...problems.values()];
  if (outcome.ok) {
    return reject(
      cut !== null && problems.has(cut) ? "answer_incomplete" : "answer_invalid",
      form.join("; "),
    );
  }
  const missing = [...problems.keys()].map((key) => `${key} is missing`);
  const fields = outcome.rejection.detail.split("; ").filter((problem) => !missing.includes(problem));
  const isIncomplete = cut !== null || fields.some((problem) => problem.endsWith(" is missing"));
  return reject(isIncomplete ? "answer_incomplete" : "answer_invalid", [...form, ...fields].join("; "));
}

/** What a later answer may build on; null where the reading has no known key. */
function draftOf({ document, problems, unread }: Reading, draft: Document | null): Document | null {
  const known = Object.entries(document).filter(([key]) => fieldOf(SPEC_SHAPE, key) !== undefined);
  if (known.length === 0 && (draft === null || problems.size === 0)) return null;
  const skipped = unread.get("bugs");
  const given = known.map(([key, value]): [string, unknown] =>
    key === "bugs" && Array.isArray(value) ? [key, value.filter((_, at) => !skipped?.has(at))] : [key, value]
  );
  const kept = Object.entries(draft ?? {}).filter(([key]) => !problems.has(key));
  return { ...Object.fromEntries(kept), ...Object.fromEntries(given) };
}
