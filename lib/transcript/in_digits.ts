import { findNumbers, NUMBER_WORD } from "./read_numbers.ts";

// "Every one of the 13" is not one of them.
const ONE_OF = new RegExp(
  "(?<!\\b(?:every|each|any|which|this|that|another)\\s)\\bone" +
    `(?=\\s+(?:out\\s+)?of\\s+(?:the\\s+)?(?:\\d|${NUMBER_WORD}))`,
  "giu",
);

/**
 * Number words as digits, but for "one", which counts only as "only one", and for "the two" of what was just
 * named.
 */
export function inDigits(plain: string): string {
  const counted = `(?:[\\p{L}-]+\\s+){0,2}?(?:tests?|failures?|errors?|functions?|methods?|steps?|lines?)\\b`;
  return plain
    .replace(/\b(?:only|just|exactly)\s+one\b|\ba\s+single\b/gi, "1")
    .replace(ONE_OF, "1")
    .replace(new RegExp(`\\b(?:${NUMBER_WORD})\\b`, "giu"), (word, at: number, whole: string) => {
      if (/^one$/i.test(word)) return word;
      const after = whole.slice(at + word.length).trimStart();
      const refers = /\b(?:the|these|those|between|other|both|last|first)\s+$/i.test(whole.slice(0, at));
      if (/^two$/i.test(word) && refers && !new RegExp(`^${counted}`, "iu").test(after)) return word;
      return String(Number(findNumbers(word)[0]!.value));
    });
}
