import type { Field } from "./answer_shape.ts";

/** How a text came out of its source. */
export interface Origin {
  /** Whether the text's lines stand in the source as they are, but for their common indentation. */
  verbatim(text: string): boolean;
  /** Whether the text stands on one line of the source, in double quotes, with escapes. */
  escaped(text: string): boolean;
  /** Whether a "#" ended the text of that key, so that there may be more of it. */
  commented(text: string, key: string): boolean;
}

/** A text that a parser took apart at quotes and escapes, as in JSON. */
export const ESCAPED: Origin = { verbatim: () => false, escaped: () => true, commented: () => false };

/** A text that was copied line by line. */
export const COPIED: Origin = { verbatim: () => true, escaped: () => false, commented: () => false };

/**
 * Blanks that are escapes in double quotes, before a letter: where "\\theta" or "\\nabla" was meant, half
 * of it is lost.
 */
const LOST_COMMAND = /[\t\n\x85\xa0\u2028\u2029](?=[A-Za-z])/;
const LOST_IN_PROSE = /[\t\x85\xa0\u2028\u2029](?=[A-Za-z])|\n(?=(?:abla|u|eq|otin)\b)/;

/** A key with a block, or the end as the last line. */
const SLIPPED_KEY = /^[ \t]*[a-z_]+:[ \t]+[|>][-+]?[1-9]?[ \t]*(?:#.*)?$|^[ \t]*end: true\s*(?![^])/m;
/** Keys that prose hardly has on a line of their own. */
const SLIPPED_IN_PROSE = /^[ \t]*(?:correct_code|unit_tests|bugs):[ \t]*$/m;

/** A text that was read, and where. */
export interface FoundText {
  readonly key: string;
  readonly kind: Field;
  readonly text: string;
}

/** Why a text may be other than its author meant, though it could be parsed; null where there is no doubt. */
export function textDoubt({ key, kind, text }: FoundText, origin: Origin): string | null {
  if (kind === "name" || typeof kind === "object") return null;
  if (origin.commented(text, key)) {
    return "is followed by an unquoted #, which begins a comment: put the text in quotes";
  }
  if (kind === "line") {
    if (text.trimEnd().endsWith('"') && text.split('"').length % 2 === 0 && origin.verbatim(text)) {
      return "ends with a quote that does not begin: put the text in quotes";
    }
    return LOST_COMMAND.test(text) && !origin.verbatim(text)
      ? "has a backslash or a line break that changes the text: double each backslash"
      : null;
  }
  if (kind !== "prose" && /^\s*(?:```|~~~)/.test(text)) return "stands in a Markdown fence";
  if (kind !== "prose" && /^ *\t/m.test(text)) return "is indented by tabs: use blanks";
  if (SLIPPED_KEY.test(text) || (kind === "prose" && SLIPPED_IN_PROSE.test(text))) {
    return "has a line in it that begins a key: indent all keys alike";
  }
  if (kind === "code" && /^[ \t]/.test(text.replace(/^[ \t]*\n/gm, ""))) return "begins with blanks";
  if (kind !== "snippet" && !text.trim().includes("\n") && /\\n/.test(text)) {
    return 'is one line with "\\n" in it, not lines: use a block ("|")';
  }
  if (origin.verbatim(text)) return null;
  if (!origin.escaped(text)) return 'is folded: its lines are joined. Use a block with "|"';
  return kind === "prose" && LOST_IN_PROSE.test(text)
    ? "has a backslash that changes the text: double each backslash"
    : null;
}
