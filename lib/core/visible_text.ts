/**
 * What a terminal obeys, or what changes how other characters look: controls, formats such as the bidirectional ones,
 * halves of surrogate pairs, and separators that some take for a line's end.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/**
 * A text with everything that a terminal would obey written as `\uXXXX`; line feeds stay. Within a JSON text such a
 * character stands in a string only, where the escape means the same: JSON stays the same JSON.
 */
export function visibleText(text: string): string {
  return text.replace(UNSEEN, (character) => character === "\n" ? character : escaped(character));
}

/** By UTF-16 units, as JSON has it. */
function escaped(character: string): string {
  return Array.from({ length: character.length }, (_, at) => {
    return `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`;
  }).join("");
}

/** At most so many characters of a text, with "..." where some were left out; no character is cut in two. */
export function shortened(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const end = /[\ud800-\udbff]$/.test(text.slice(0, limit)) ? limit - 1 : limit;
  return `${text.slice(0, end)}...`;
}
