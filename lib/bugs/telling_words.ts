/** Words that speak of a bug wherever they stand; those of a science, such as "fault" or "mutant", are not among them. */
const PLAIN = /^(?:bugs?|buggy|bugfix|fixme|injected)$/;
/** Words that do so beside the faulty line. */
const BESIDE =
  /^(?:bugs?|buggy|bugfix|fixme|injected|xxx|hack|wrong|wrongly|incorrect|incorrectly|mistake|mistakenly|intentionally|deliberately)$/;
/** Words that do so where an edit brings them in. */
const BROUGHT = new RegExp(
  `${BESIDE.source.slice(0, -2)}|fault|faulty|broken|mutant|mutated|mutation|corrected|originally|todo)$`,
);

/** Where words stand. */
export type Place = "anywhere" | "beside_fault" | "brought_in";

const TELLING: Readonly<Record<Place, RegExp>> = {
  anywhere: PLAIN,
  beside_fault: BESIDE,
  brought_in: BROUGHT,
};

/** The first word of a text that tells of a bug, there; null where none does. Names count by their parts. */
export function tellingWord(text: string, place: Place): string | null {
  return wordsOf(text).find((word) => TELLING[place].test(word)) ?? null;
}

/** Words in lower case, names apart: "isBuggy_sum" is "is", "buggy" and "sum". */
export function wordsOf(text: string): readonly string[] {
  return (text.match(/\p{Lu}?\p{Ll}+|\p{Lu}+(?!\p{Ll})/gu) ?? []).map((word) => word.toLowerCase());
}
