import { readBugList } from "../answers/read_bug_list.ts";
import type { Proposal } from "../core/bug_strategy.ts";
import type { Candidate } from "../core/candidate.ts";
import type { ChatAnswer } from "../core/chat.ts";
import { accept, type Outcome, reject, type Rejection } from "../core/rejection.ts";
import type { CheckedSpec } from "../core/spec.ts";
import { badCharacter, byteLength, isMapping, kindOf } from "../core/text_check.ts";
import { readChange, type WrittenKind } from "./written_bug.ts";

/** Entries of an answer that are looked at. */
const MOST_BUGS = 24;
const MAX_PROSE_BYTES = 2_000;

/** The bugs of an answer: those that can be used, and a reason for each of the others. */
export function readBugAnswer(answer: ChatAnswer, module: CheckedSpec, kind: WrittenKind): Proposal {
  const { usage } = answer;
  const candidates: Candidate[] = [];
  const refused: Rejection[] = [];
  const refuse = (state: string, detail: string) =>
    refused.push({ reason: `${kind.reasons}_${state}`, detail });
  if (answer.kind === "none") {
    return { candidates, refused: [{ reason: answer.reason, detail: answer.detail }], usage };
  }
  const list = readBugList(answer.text);
  if (!list.ok) {
    refuse("unreadable", list.rejection.detail);
    return { candidates, refused, usage };
  }
  const { entries, unread } = list.value;
  if (entries.length === 0) refuse("none", "the answer has no bugs");
  entries.slice(0, MOST_BUGS).forEach((entry, at) => {
    const doubt = unread.get(at);
    if (doubt !== undefined) return refuse("unreadable", `bugs[${at}]: ${doubt}`);
    const bug = readBug(entry, module, kind);
    if (!bug.ok) {
      refused.push({ reason: bug.rejection.reason, detail: `bugs[${at}]: ${bug.rejection.detail}` });
    } else if (candidates.some(({ code }) => code === bug.value.code)) {
      refuse("repeated", `bugs[${at}]: it is the same as one before it`);
    } else candidates.push(bug.value);
  });
  if (entries.length > MOST_BUGS) refuse("surplus", `bugs[${MOST_BUGS}]: no more are looked at`);
  return { candidates, refused, usage };
}

function readBug(entry: unknown, module: CheckedSpec, kind: WrittenKind): Outcome<Candidate> {
  const invalid = (detail: string) => reject<Candidate>(`${kind.reasons}_invalid`, detail);
  if (!isMapping(entry)) return invalid(`the entry is ${kindOf(entry)}, not a mapping`);
  const description = proseOf(entry, "description");
  if (!description.ok) return invalid(description.rejection.detail);
  const rootCause = proseOf(entry, "root_cause");
  if (!rootCause.ok) return invalid(rootCause.rejection.detail);
  const change = readChange(entry, module, kind);
  if (!change.ok) return change;
  return accept({ ...change.value, description: description.value, rootCause: rootCause.value });
}

/** A text for people, on one line. */
function proseOf(entry: Readonly<Record<string, unknown>>, key: string): Outcome<string> {
  const text = entry[key];
  const problem = (detail: string) => reject<string>("prose", `${key} ${detail}`);
  if (text === undefined) return problem("is missing");
  if (typeof text !== "string") return problem(`is ${kindOf(text)}, not a text`);
  if (text.trim() === "") return problem("is blank");
  if (byteLength(text) > MAX_PROSE_BYTES) return problem(`is longer than ${MAX_PROSE_BYTES} bytes`);
  const bad = badCharacter(text.replaceAll("\r\n", "\n"), "prose");
  return bad === null ? accept(text.trim().replaceAll(/\s+/g, " ")) : problem(`has ${bad}`);
}
