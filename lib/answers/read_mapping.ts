import type { Rejection } from "../core/rejection.ts";
import { byteLength } from "../core/text_check.ts";
import { type AnswerShape, countKnown } from "./answer_shape.ts";
import { keyFinder } from "./key_lines.ts";
import { type Located, locateDocument } from "./locate_document.ts";
import { readJson } from "./read_json.ts";
import { readTolerant } from "./read_tolerant.ts";
import { readYaml } from "./read_yaml.ts";
import { fail, type Failure, type Reading, type ReadResult } from "./reading.ts";
import { unwrapAnswer } from "./unwrap_answer.ts";

const MAX_BYTES = 1_000_000;

/** What came of reading an answer. */
export interface MappingResult {
  /** Whether the reading was accepted. */
  readonly accepted: boolean;
  /**
   * The accepted reading; else the one with the most known keys, the earlier of two; null where there is
   * none.
   */
  readonly reading: Reading | null;
  /** Why the answer cannot be read, where there is no reading. */
  readonly rejection: Rejection | null;
}

/**
 * Reads a model's answer as a mapping of known keys. Readers are tried in this order: strict YAML; the same
 * without what stands around the document; JSON; and a tolerant one that goes by lines. The first reading
 * that leaves nothing in doubt and that `accepts` takes is the result: nothing is put together from
 * several.
 *
 * @param accepts Whether a reading passes all of the caller's checks.
 */
export function readMapping(
  text: string,
  shape: AnswerShape,
  accepts: (reading: Reading) => boolean,
): MappingResult {
  let best: Reading | null = null;
  let failure: Failure | null = null;
  for (const result of readings(text, shape)) {
    if (result.kind === "failure") {
      // Of failures the one that saw most keys tells most; of two that saw as many, the later reader's does.
      const { seen } = result.failure;
      if (failure === null || seen > failure.seen || (seen > 0 && seen === failure.seen)) {
        failure = result.failure;
      }
      continue;
    }
    const { reading } = result;
    if (reading.problems.size === 0 && accepts(reading)) return { accepted: true, reading, rejection: null };
    if (best === null || count(reading, shape) > count(best, shape)) best = reading;
  }
  if (best !== null && count(best, shape) >= (failure?.seen ?? 0)) {
    return { accepted: false, reading: best, rejection: null };
  }
  const { reason, detail } = failure ?? { reason: "answer_not_yaml", detail: "the answer is empty" };
  return { accepted: false, reading: null, rejection: { reason, detail } };
}

function* readings(text: string, shape: AnswerShape): Generator<ReadResult> {
  if (text.length > MAX_BYTES || byteLength(text) > MAX_BYTES) {
    yield fail("answer_invalid", `the answer is longer than ${MAX_BYTES} bytes`);
    return;
  }
  // YAML reads JSON too, but does not know where it is cut, and takes prose before it for a key.
  const isJson = /^\s*[{[]/.test(text) || /^\{/m.test(text);
  let strict = isJson ? null : readYaml({ text, closed: false, repairs: [] }, shape);
  if (strict !== null) yield strict;
  const finder = keyFinder(shape);
  const answer = unwrapAnswer(text, finder);
  const location = locateDocument(answer.lines, shape, finder);
  if (location.ok) {
    const { located } = location;
    const repairs = [...answer.repairs, ...located.repairs];
    if (repairs.length > 0) {
      const part = partOf(answer.lines, located);
      strict = readYaml({ text: part, closed: located.closed, repairs }, shape);
      yield strict;
    }
  }
  const json = readJson(answer, shape, finder);
  if (json !== null) yield json;
  // What strict rules read without a doubt says what it says: to read it otherwise would be a guess.
  const isClear = (result: ReadResult | null) =>
    result?.kind === "reading" && result.reading.problems.size === 0 && count(result.reading, shape) > 0;
  if (!isClear(strict) && !isClear(json)) yield readTolerant({ answer, location, finder }, shape);
}

/** The document's lines, on the same line numbers as in the answer. */
function partOf(lines: readonly string[], { keys, end }: Located): string {
  const start = keys[0]!.at;
  return `${"\n".repeat(start)}${lines.slice(start, end).join("\n")}\n`;
}

function count(reading: Reading, shape: AnswerShape): number {
  return countKnown(reading.document, shape) + reading.problems.size;
}
