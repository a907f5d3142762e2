import { kindOf } from "../core/text_check.ts";
import { parse } from "../deps/yaml.ts";
import type { Field } from "./answer_shape.ts";
import { COPIED, ESCAPED, textDoubt } from "./text_doubt.ts";
import { type ReadValue, unreadable } from "./tolerant_values.ts";

/**
 * What stands after a key on its line. Where YAML can read that alone as a text, a number or the like, it
 * is that; else the characters as they stand, with colons, quotes and backslashes, unless they could mean
 * two things.
 */
export function readInline(kind: Field, inline: string): ReadValue {
  const quote = /^["']/.exec(inline)?.[0] ?? null;
  const parsed = parseAlone(inline);
  if (typeof parsed === "string") {
    if (kind !== "name" && quote === null && /\s#/.test(inline)) {
      return unreadable("has an unquoted #: put the text in quotes");
    }
    const doubt = textDoubt({ key: "", kind, text: parsed }, quote === '"' ? ESCAPED : COPIED);
    return doubt === null ? { ok: true, value: parsed } : unreadable(doubt);
  }
  if (quote !== null) return readQuoted(kind, inline, quote);
  if (/^[&*!#|>]/.test(inline)) return unreadable(`begins with "${inline[0]}": put the text in quotes`);
  if (/\s#/.test(inline)) return unreadable("has an unquoted #: put the text in quotes");
  // A number, truth value or list is what YAML says; a mapping is a text with a colon in it.
  const isText = parsed === undefined || (kindOf(parsed) === "a mapping" && !inline.startsWith("{"));
  const doubt = isText ? textDoubt({ key: "", kind, text: inline }, COPIED) : null;
  return doubt === null ? { ok: true, value: isText ? inline : parsed } : unreadable(doubt);
}

/** What YAML makes of one line; undefined where it is none. */
function parseAlone(inline: string): unknown {
  try {
    return parse(inline, { schema: "core" });
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** A text that begins with a quote, but is no quoted text of YAML. */
function readQuoted(kind: Field, inline: string, quote: string): ReadValue {
  const inner = inline.slice(1, -1);
  const closed = inline.length > 1 && inline.endsWith(quote);
  const others = inner.split(quote).length - 1;
  if (!closed) {
    // "f" does this: a text of which the first word is quoted.
    return inner.includes(quote) && others % 2 === 1 && !inline.includes("\\")
      ? { ok: true, value: inline }
      : unreadable("has a quote that is not closed");
  }
  // An apostrophe within single quotes.
  if (quote === "'" && others > 0 && !/(?<!\w)'|'(?!\w)/.test(inner)) return { ok: true, value: inner };
  const opens = new RegExp(`^[^${quote}]*[\\s([]${quote}[^\\s${quote}][^${quote}]*${quote}`).test(inner);
  if (others > 0 && (kind !== "line" || others % 2 === 1 || !opens)) {
    return unreadable("has quotes within quotes: escape the inner ones");
  }
  // Known escapes beside unknown ones: which of them is meant as it stands cannot be told.
  if (quote === '"' && /\\[0abtnvfre "/\\N_LPxuU]/.test(inner)) {
    return unreadable("has backslashes in double quotes: double each of them");
  }
  return { ok: true, value: inner };
}
