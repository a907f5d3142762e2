import type { Rejection } from "../core/rejection.ts";
import { isKnownCode } from "./check_quotes.ts";
import { problem } from "./narration_problem.ts";
import { type Quotable, standsIn } from "./stands_in.ts";

const CALL = /([\p{L}_][\p{L}\p{N}_.]*)\(((?:[^()]|\([^()]*\))*)\)/gu;
const NAME = /[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*/gu;
const PATH = /(?<![\p{L}\p{N}_.<\ufffc])(?:~|\.{1,2})?\/[\p{L}\p{N}_.][\p{L}\p{N}_./-]*/gu;
const SHORT_FORMS = new Set(["e.g", "i.e", "a.k.a", "w.r.t", "s.t", "n.b"]);

/**
 * What is named in running text but stands nowhere in the evidence; null if nothing. Names are: calls, files,
 * paths, words with an underscore, a digit, a dot, a capital within or another script, and exceptions. Other
 * words may be English.
 */
export function checkNames(plain: string, evidence: Quotable): Rejection | null {
  for (const [call, , given] of plain.matchAll(CALL)) {
    // "test(s)" is no call.
    if (!/^(?:e?s|ies)$/.test(given!) && !isKnownCode(call, evidence)) {
      return problem("name", "a call stands nowhere in the evidence", call);
    }
  }
  for (const [path] of plain.matchAll(PATH)) {
    if (!standsIn(path, evidence)) return problem("name", "a path stands nowhere in the evidence", path);
  }
  for (const [name] of plain.matchAll(NAME)) {
    if (isName(name) && !isKnown(name, evidence)) {
      return problem("name", "a name stands nowhere in the evidence", name);
    }
  }
  return null;
}

function isName(word: string): boolean {
  if (SHORT_FORMS.has(word.toLowerCase())) return false;
  if (/[_.\p{N}]|[^\p{Script=Latin}\p{Script=Greek}]/u.test(word)) return true;
  return /\p{Ll}\p{Lu}|\p{Lu}\p{L}*(?:Error|Exception|Warning)$/u.test(word);
}

/** Whether a name is known; _emphasis_ is none. */
function isKnown(name: string, evidence: Quotable): boolean {
  const emphasis = /^_+([\p{L}]+)_+$/u.exec(name)?.[1];
  return standsIn(name, evidence) || (emphasis !== undefined && !isName(emphasis));
}
