import { isMapping } from "../core/text_check.ts";
import { type AnswerShape, countKnown, onlyList } from "./answer_shape.ts";
import type { KeyFinder } from "./key_lines.ts";
import { isDocumentInfo, openFence } from "./fences.ts";
import { fail, type ReadResult } from "./reading.ts";
import { JsonFault, parseRelaxedJson, type RelaxedJson } from "./relaxed_json.ts";
import { shapeValue } from "./shape_value.ts";
import { ESCAPED } from "./text_doubt.ts";
import type { Unwrapped } from "./unwrap_answer.ts";

/** Places where a JSON value may begin that are tried. */
const MOST_STARTS = 20;

/**
 * Reads the JSON of an answer, with prose and fences around it; null where no line begins like JSON. A
 * value that closes is whole.
 */
export function readJson(
  { lines, repairs }: Unwrapped,
  shape: AnswerShape,
  finder: KeyFinder,
): ReadResult | null {
  const text = lines.join("\n");
  const opening = onlyList(shape) === null ? /^([ \t]*)(?=\{)/gm : /^([ \t]*)(?=[{[])/gm;
  let first: ReadResult | null = null;
  let tries = 0;
  for (const match of text.matchAll(opening)) {
    if (tries++ === MOST_STARTS) break;
    if (!mayBegin(lines, text.slice(0, match.index).split("\n").length - 1)) continue;
    const start = match.index + match[0].length;
    const read = tryJson(text, start);
    if (!("value" in read)) {
      first ??= faultOf(read, text);
      continue;
    }
    if (!holdsKeys(read.value, shape)) continue;
    const outside = [...text.slice(0, start).split("\n"), ...text.slice(read.end).split("\n")];
    const stray = outside.map((line) => finder.stray(line)).find((key) => key !== null);
    if (stray) {
      return fail(
        "answer_invalid",
        `${stray} stands outside of the JSON document too`,
        countKnown(read.value, shape),
      );
    }
    const isFence = (line: string) => /^\s*(?:`{3,}|~{3,})/.test(line);
    const names = [
      ...repairs,
      ...outside.some(isFence) ? ["fences_removed"] : [],
      ...outside.some((line) => line.trim() !== "" && !isFence(line)) ? ["prose_removed"] : [],
      "json",
      ...read.repairs,
    ];
    return shapeValue({ value: read.value, origin: ESCAPED, isWhole: () => true, repairs: names }, shape);
  }
  return first;
}

/**
 * Whether JSON may begin on a line: in the first column, as the first line, or in a fence that holds no
 * source.
 */
function mayBegin(lines: readonly string[], at: number): boolean {
  const fence = openFence(lines.slice(0, at));
  const before = lines.slice(0, at).findLastIndex((line) => line.trim() !== "");
  return fence === null
    ? before < 0 || !/^[ \t]/.test(lines[at]!)
    : isDocumentInfo(fence.info) && (before === fence.at || !/^[ \t]/.test(lines[at]!));
}

function tryJson(text: string, start: number): RelaxedJson | JsonFault {
  try {
    return parseRelaxedJson(text, start);
  } catch (error) {
    if (error instanceof JsonFault) return error;
    throw error;
  }
}

function faultOf(fault: JsonFault, text: string): ReadResult {
  if (fault.isCut) return fail("answer_incomplete", "the answer seems to be cut: its JSON does not close");
  const line = text.slice(0, fault.at).split("\n").length;
  const state = fault.message.replace("Cannot read JSON: ", "");
  return fail("answer_not_yaml", `the answer is not one valid JSON document: in line ${line} ${state}`);
}

/** Whether a value is an answer, or holds one in a key of its own. */
function holdsKeys(value: unknown, shape: AnswerShape): boolean {
  const list = onlyList(shape);
  const inner = isMapping(value) ? Object.values(value) : Array.isArray(value) ? value.slice(0, 3) : [];
  return [value, ...inner].some((each) =>
    countKnown(each, shape) > 0 || (list !== null && countKnown(each, list.entries) > 0)
  );
}
