import type { Rejection } from "../core/rejection.ts";
import { quoted } from "../core/text_check.ts";

/** What can be wrong with narrated reasoning; counted as "narration_<fault>". */
export type NarrationFault =
  /** There is no text for the turn. */
  | "missing"
  /** The answer, or the text in it, cannot be read for certain. */
  | "unreadable"
  | "empty"
  | "too_long"
  /** Headings, links, characters that do not print, quotation without an end. */
  | "markup"
  /** A block, code span or quotation that stands nowhere in the evidence. */
  | "quote"
  /** A number that is no value of the evidence. */
  | "number"
  /** A count, or what is said of a set of tests, that is not true. */
  | "count"
  /** What is expected told as what came, or the other way round. */
  | "value"
  /** A line that was never shown. */
  | "line"
  /** A name, call, test or file that stands nowhere in the evidence. */
  | "name"
  /** What the story comes to only later. */
  | "early"
  /** Something that was not done here, a cause that nothing here shows, or a denial of the fault. */
  | "claim"
  /** An explanation that names neither the faulty function nor what the fix changes. */
  | "vague"
  /** A sentence that another turn has too. */
  | "repeated"
  /** Talk of where the bug comes from, or of another version of the module. */
  | "origin"
  /** Words to or of the one who asked. */
  | "voice";

/** A refusal of narrated reasoning, with the words that gave offence. */
export function problem(fault: NarrationFault, detail: string, words?: string): Rejection {
  const reason = `narration_${fault}`;
  return { reason, detail: words === undefined ? detail : `${detail}: ${quoted(words.trim())}` };
}
