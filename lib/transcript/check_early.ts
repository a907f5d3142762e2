import type { Rejection } from "../core/rejection.ts";
import { problem } from "./narration_problem.ts";
import type { ProseParts } from "./prose_parts.ts";
import { type Quotable, quotable, standsIn } from "./stands_in.ts";
import type { Story } from "./story.ts";
import { plainWords, type ToldEvidence } from "./told_evidence.ts";
import type { ReasoningKey } from "./turn_draft.ts";

/** Words in a row that a text has in common with another by more than chance. */
const SHARED_WORDS = 5;
const TOKEN = /[\p{L}_][\p{L}\p{N}_]*|\d[\p{L}\p{N}_.]*|[<>=!+*/%&|^~-]+|[^\s]/gu;
const KEYWORD = /^(?:and|or|not|in|is|if|else|for|while|True|False|None|break|continue|return)$/;

/**
 * What a turn before the explanation tells of the fault or its fix that nothing told so far gives away; null
 * if nothing: the changed code, by lines or by the changed words and their neighbours, and phrases of the
 * bug's description. Where the counts of tests say what comes first, a turn that names functions must name
 * that.
 */
export function checkEarly(
  parts: ProseParts,
  { story, evidence, key }: { story: Story; evidence: ToldEvidence; key: ReasoningKey },
): Rejection | null {
  if (key === "explanation" || key === "closing") return null;
  const known = compact(evidence.quotable.flat);
  const said = compact([parts.bare, ...parts.blocks].join("\n"));
  const { removed, added, marks } = changedCode(story.fix);
  const code = removed.find((each) => said.includes(compact(each)) && !known.includes(compact(each))) ??
    added.find((each) => isIn(each, said, removed) && !isIn(each, known, removed));
  if (code !== undefined) return problem("early", "the changed code", code);
  const mark = parts.spans.find((span) => marks.has(span.trim()));
  if (mark !== undefined) return problem("early", "the changed code", mark);
  const phrase = sharedPhrase(story, plainWords(parts.bare), evidence.words);
  if (phrase !== undefined) return problem("early", "words of the bug's description", phrase);
  return key === "narrowing" ? checkOrder(parts, story.fault.evidence.reach) : null;
}

interface ChangedCode {
  /**
   * Lines of the faulty code, and where lines were changed in one place, that place with a word on either
   * side.
   */
  readonly removed: readonly string[];
  /** The same of the mended code. */
  readonly added: readonly string[];
  /** Operators and keywords that were changed. */
  readonly marks: ReadonlySet<string>;
}

function changedCode(fix: string): ChangedCode {
  const lines = fix.split("\n").slice(2);
  const of = (mark: string) =>
    lines.filter((line) => line.startsWith(mark)).map((line) => line.slice(1).trim()).filter((line) =>
      line !== ""
    );
  const [before, after] = [of("-"), of("+")];
  const isTelling = (line: string) => compact(line).length > 5;
  const [removed, added] = [before.filter(isTelling), after.filter(isTelling)];
  const marks = new Set<string>();
  if (before.length === after.length) {
    before.forEach((line, at) => {
      changedTokens(line, after[at]!).forEach(({ window, core }, side) => {
        // The changed words alone where they say enough.
        const telling = core.length > 2 ? core : window;
        if (telling.length > 2) [removed, added][side]!.push(telling.join(" "));
        if (core.length === 1 && (KEYWORD.test(core[0]!) || /^[^\p{L}\p{N}]/u.test(core[0]!))) {
          marks.add(core[0]!);
        }
      });
    });
  }
  return { removed, added, marks };
}

/** Whether mended code stands in a text, apart from faulty code that it is a part of. */
function isIn(code: string, text: string, removed: readonly string[]): boolean {
  const wanted = compact(code);
  const rest = removed.map(compact).filter((line) => line.includes(wanted))
    .reduce((left, line) => left.replaceAll(line, "\n"), text);
  return rest.includes(wanted);
}

/**
 * The tokens between the first and the last that differ, of either line, alone and with a neighbour on each
 * side.
 */
function changedTokens(before: string, after: string): { window: string[]; core: string[] }[] {
  const [a, b] = [before.match(TOKEN) ?? [], after.match(TOKEN) ?? []];
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  return [a, b].map((tokens) => ({
    core: tokens.slice(start, tokens.length - end),
    window: tokens.slice(Math.max(0, start - 1), tokens.length - end + 1),
  }));
}

function compact(text: string): string {
  return text.replace(/[\s`]+/g, "");
}

function sharedPhrase({ fault: { candidate } }: Story, said: string, known: string): string | undefined {
  for (const text of [candidate.description, candidate.rootCause]) {
    const words = plainWords(text).trim().split(" ");
    for (let at = 0; at + SHARED_WORDS <= words.length; at++) {
      const phrase = words.slice(at, at + SHARED_WORDS).join(" ");
      if (said.includes(` ${phrase} `) && !known.includes(` ${phrase} `)) return phrase;
    }
  }
  return undefined;
}

/** Who knows only the counts looks at the most suspect function first. */
function checkOrder(
  { spans, bare }: ProseParts,
  reach: Story["fault"]["evidence"]["reach"],
): Rejection | null {
  // A plain word may be English, such as "mean".
  const words = bare.match(/[\p{L}\p{N}_.]*[_.][\p{L}\p{N}_]+|[\p{L}_]+(?=\()/gu) ?? [];
  const named = quotable([...spans, ...words].join(" ; "));
  const all = quotable(bare);
  const isNamed = ({ name }: { name: string }, text: Quotable) =>
    standsIn(name, text) || standsIn(name.split(".").at(-1)!, text);
  const [top] = reach;
  if (top === undefined) return null;
  const isFirst = ({ failing, passing }: typeof top) => failing === top.failing && passing === top.passing;
  const other = reach.find((entry) => !isFirst(entry) && isNamed(entry, named));
  return other === undefined || reach.some((entry) => isFirst(entry) && isNamed(entry, all))
    ? null
    : problem("early", "a function that the counts do not put first, without those that they do", other.name);
}
