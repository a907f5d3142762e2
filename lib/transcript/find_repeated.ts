import { readProse } from "./prose_parts.ts";
import { plainWords } from "./told_evidence.ts";

/** Words from which on a sentence that comes again is filler and not a turn of phrase. */
const LEAST_WORDS = 3;

/** Of some texts, by key, those that share a sentence with another; each with that sentence. */
export function findRepeated<Key>(texts: ReadonlyMap<Key, string>): ReadonlyMap<Key, string> {
  const firstOf = new Map<string, Key>();
  const repeated = new Map<Key, string>();
  for (const [key, text] of texts) {
    for (const sentence of sentencesOf(text)) {
      const words = plainWords(sentence).trim();
      if (words.split(" ").length < LEAST_WORDS) continue;
      const first = firstOf.get(words) ?? key;
      firstOf.set(words, first);
      if (first === key) continue;
      if (!repeated.has(first)) repeated.set(first, sentence);
      if (!repeated.has(key)) repeated.set(key, sentence);
    }
  }
  return repeated;
}

function sentencesOf(text: string): readonly string[] {
  const parts = readProse(text);
  // What cannot be read is refused for that.
  if (typeof parts === "string") return [];
  return parts.bare.split(/(?<=[.!?]["')]?)\s+|\n\s*\n|\ufffc/).map((each) => each.trim());
}
