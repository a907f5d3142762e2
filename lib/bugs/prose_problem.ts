import type { Rejection } from "../core/rejection.ts";
import { quoted } from "../core/text_check.ts";
import { readProse } from "./python_prose.ts";

/** Words that give a bug away where they come into a name or a remark. */
const TELLING = new Set(
  "bug bugs buggy wrong incorrect incorrectly erroneous faulty broken breaks mistake mutant fixme todo hack"
    .split(" "),
);

/**
 * What is wrong with the words of a changed source; null if nothing. A bug's fault must be found from what
 * the code does: comments and docstrings may have to stay as they are, and no new name or remark may tell of
 * it.
 */
export function proseProblem(source: string, code: string, keepsRemarks: boolean): Rejection | null {
  const before = readProse(source);
  const after = readProse(code);
  if (keepsRemarks && before.remarks.join("\n") !== after.remarks.join("\n")) {
    const known = new Set(before.remarks);
    const fresh = after.remarks.find((remark) => !known.has(remark));
    const detail = fresh === undefined
      ? "a comment or docstring is gone, or there twice"
      : `a remark is new: ${quoted(fresh)}`;
    return { reason: "comments_changed", detail };
  }
  const known = wordsOf([...before.names, ...before.remarks]);
  const telling = [...wordsOf([...after.names, ...after.remarks])]
    .find((word) => TELLING.has(word) && !known.has(word));
  return telling === undefined
    ? null
    : { reason: "tells", detail: `a name or remark that is new says "${telling}"` };
}

/** The words that names and remarks are made of, in lower case. */
function wordsOf(texts: readonly string[]): Set<string> {
  return new Set(
    texts.flatMap((text) =>
      text.replace(/(\p{Ll})(\p{Lu})/gu, "$1_$2").toLowerCase().match(/\p{L}+/gu) ?? []
    ),
  );
}
