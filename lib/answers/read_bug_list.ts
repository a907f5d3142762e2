import { accept, type Outcome, reject } from "../core/rejection.ts";
import { kindOf } from "../core/text_check.ts";
import type { AnswerShape } from "./answer_shape.ts";
import { BUG_SHAPE } from "./bug_shape.ts";
import { readMapping } from "./read_mapping.ts";

/** The bugs of an answer, not yet checked. */
export interface BugList {
  /** Each entry as it was read: a mapping with the keys of {@linkcode BUG_SHAPE}, or anything else. */
  readonly entries: readonly unknown[];
  /**
   * Why an entry must not be taken, by index: it is doubtful, or the last one of an answer that may be cut.
   */
  readonly unread: ReadonlyMap<number, string>;
  /** Whether the last entry may be cut. */
  readonly isLastCut: boolean;
  /** Names of the repairs that the answer's form needed, in order. */
  readonly repairs: readonly string[];
}

/** An answer that is only a list of bugs. */
export const BUG_LIST_SHAPE = { bugs: { entries: BUG_SHAPE } } satisfies AnswerShape;

/**
 * Reads a model's answer `bugs: [...]`, also as a bare list. Entries are not checked further than that
 * their texts are what the author meant.
 *
 * Rejections: "answer_not_yaml", "answer_invalid" or "answer_incomplete".
 */
export function readBugList(text: string): Outcome<BugList> {
  const { reading, rejection } = readMapping(
    text,
    BUG_LIST_SHAPE,
    ({ document }) => Array.isArray(document.bugs),
  );
  if (reading === null) return reject(rejection!.reason, rejection!.detail);
  const { bugs } = reading.document;
  if (bugs === undefined) return reject("answer_incomplete", "bugs is missing");
  if (!Array.isArray(bugs)) return reject("answer_invalid", `bugs is ${kindOf(bugs)}, not a list`);
  return accept({
    entries: bugs,
    unread: reading.unread.get("bugs") ?? new Map(),
    isLastCut: reading.cut === "bugs" && bugs.length > 0,
    repairs: reading.repairs,
  });
}
