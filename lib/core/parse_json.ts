import { accept, type Outcome, reject } from "./rejection.ts";

/** Deepest nesting of lists and objects that is read: whatever walks the value calls itself once a level. */
const MAX_DEPTH = 64;

/** Most values that a text may hold where its reader names no other number. */
const MAX_VALUES = 1_000_000;

const [QUOTE, COMMA, BACKSLASH] = [34, 44, 92];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [91, 93, 123, 125];

/**
 * The value of a JSON text from outside. Before anything is made of it, its nesting and the number of its values are
 * counted: a short text can stand for more objects than fit in memory, and a deep value ends whatever walks it. How
 * long a text may be is for whoever reads the file.
 *
 * Rejections: "not_json" with what is wrong, such as "it is not valid JSON".
 */
export function parseJson(text: string, maxValues: number = MAX_VALUES): Outcome<unknown> {
  const problem = sizeProblem(text, maxValues);
  if (problem !== null) return reject("not_json", problem);
  try {
    return accept(JSON.parse(text));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return reject("not_json", "it is not valid JSON");
  }
}

/** Counts brackets and commas outside of strings; of what is no JSON it counts too much rather than too little. */
function sizeProblem(text: string, maxValues: number): string | null {
  let [depth, values] = [0, 1];
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case QUOTE:
        at = endOfString(text, at + 1);
        break;
      case OPEN_LIST:
      case OPEN_OBJECT:
        if (++depth > MAX_DEPTH) return `it is nested more than ${MAX_DEPTH} deep`;
        values++;
        break;
      case CLOSE_LIST:
      case CLOSE_OBJECT:
        depth--;
        break;
      case COMMA:
        values++;
        break;
    }
    if (values > maxValues) return `it holds more than ${maxValues} values`;
  }
  return null;
}

/** Where the string that began ends; the text's end where it does not. */
function endOfString(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at++;
    else if (code === QUOTE) return at;
  }
  return text.length;
}
