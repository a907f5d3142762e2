import type { Candidate } from "../core/candidate.ts";
import type { CheckedSpec } from "../core/spec.ts";
import { sourceOf } from "../core/source_of.ts";

/** A passage has to share so many words with the faulty place, */
const LEAST_SHARED = 3;
/** and be better than the next one by this factor. */
const LEAD = 1.15;
const LONGEST = 320;

/**
 * The sentence of the problem's description that speaks of the faulty place: the one that shares the rarest words with the
 * faulty line, its function's name and docstring. null where none does so clearly.
 */
export function specPassage(
  { spec }: { readonly spec: Pick<CheckedSpec["spec"], "problemDescription"> },
  { function: place, code, line }: Pick<Candidate, "function" | "code" | "line">,
): string | null {
  const sentences = sentencesOf(spec.problemDescription);
  const source = place === "<module>" ? "" : sourceOf(code, place, line);
  const docstring = /"""([^]*?)(?:"""|\n\n)/.exec(source)?.[1] ?? "";
  const faulty = code.split("\n")[line - 1] ?? "";
  const about = new Set([...wordsOf(place), ...wordsOf(faulty), ...wordsOf(docstring)]);
  const counts = new Map<string, number>();
  for (const word of sentences.flatMap((text) => [...new Set(wordsOf(text))])) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const shared = (text: string) => [...new Set(wordsOf(text))].filter((word) => about.has(word));
  // A rare word says more than one that stands everywhere, and a long sentence has more of all.
  const weight = (text: string) =>
    shared(text).reduce((sum, word) => sum + Math.log((1 + sentences.length) / counts.get(word)!), 0) /
    Math.sqrt(4 + wordsOf(text).length);
  const [best, next] = sentences.map((text) => ({ text, score: weight(text) }))
    .toSorted((a, b) => b.score - a.score);
  const isClear = best && shared(best.text).length >= LEAST_SHARED && best.score >= LEAD * (next?.score ?? 0);
  return isClear && best.text.length <= LONGEST ? best.text : null;
}

/** Sentences on one line each; a number's point or an abbreviation ends none. */
function sentencesOf(text: string): string[] {
  return text.split(/\n\s*\n/).flatMap((paragraph) =>
    paragraph.replace(/\s+/g, " ").trim().split(/(?<=[a-z0-9)\]][.;:])\s+(?=[A-Z])/)
  ).map((sentence) => sentence.replace(/[;:]$/, ".")).filter((sentence) => sentence.length > 20);
}

/** Words of three letters or more in small letters, names taken apart. */
function wordsOf(text: string): string[] {
  return (text.toLowerCase().match(/[a-z][a-z0-9]{2,}/g) ?? []).filter((word) => !COMMON.has(word));
}

const COMMON = new Set(
  ("the and for are that this with from its not all one two has have which where than more less into each " +
    "self return def math float int list value values none true false must given its when").split(" "),
);
