import { levenshteinDistance } from "../deps/text.ts";

/** `. Did you mean "batch"?` for a mistyped word, with the nearest of the names; "" where none is near. */
export function didYouMean(word: string, names: readonly string[]): string {
  const name = nearestName(word, names);
  return name === null ? "" : `. Did you mean "${name}"?`;
}

/** Longest word, in characters, and most names that are looked at: a catalogue may have any number of them. */
const [MAX_WORD, MAX_NAMES] = [100, 5000];

/** The name that a mistyped word stands for: one that it begins, or one within a third of its letters. */
export function nearestName(word: string, names: readonly string[]): string | null {
  if (word.length > MAX_WORD || names.length > MAX_NAMES) return null;
  const typed = word.toLowerCase();
  const begun = names.filter((name) => typed.length > 1 && name.toLowerCase().startsWith(typed));
  if (begun.length === 1) return begun[0]!;
  const limit = Math.max(1, Math.ceil(typed.length / 3));
  let [best, least]: [string | null, number] = [null, limit + 1];
  for (const name of names) {
    const distance = levenshteinDistance(typed, name.toLowerCase());
    if (distance < least) [best, least] = [name, distance];
  }
  return best;
}
