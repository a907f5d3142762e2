import { messageOf } from "../core/errors.ts";
import { parse } from "../deps/yaml.ts";
import { type AnswerShape, canonicalKey, END_KEY } from "./answer_shape.ts";
import { fail, type ReadResult } from "./reading.ts";
import { shapeValue } from "./shape_value.ts";
import { yamlOrigin } from "./yaml_source.ts";

/** A parser's complaint tells less than any key that was seen, and less than that there is none. */
const NOT_PARSED = -1;

/** A YAML text, and what is known of it. */
export interface YamlText {
  readonly text: string;
  /** Whether a fence closed after it. */
  readonly closed: boolean;
  /** What was done to it before. */
  readonly repairs: readonly string[];
}

/**
 * Reads YAML 1.2 (its core schema), strictly. JSON is left to its own reader, which knows where it is cut.
 */
export function readYaml({ text, closed, repairs }: YamlText, shape: AnswerShape): ReadResult {
  let value: unknown;
  try {
    value = parse(text, { schema: "core" });
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
    // The parser recurses: a document of ten thousand brackets ends as a RangeError.
    const why = error instanceof RangeError
      ? "it is nested too deeply"
      : messageOf(error).split(":\n", 1)[0]!;
    return fail("answer_not_yaml", `the answer is not one valid YAML document: ${why}`, NOT_PARSED);
  }
  const isWhole = (hasEnd: boolean) => closed || (hasEnd && endsWithEnd(text, shape));
  return shapeValue({ value, origin: yamlOrigin(text), isWhole, repairs }, shape);
}

/** Whether `end` begins the last line that says anything. */
function endsWithEnd(text: string, shape: AnswerShape): boolean {
  const last = text.split("\n").findLast((line) => !/^\s*(?:#.*|\.\.\.|---)?\s*$/.test(line)) ?? "";
  const key = /^[\s-]*([^:]+?)\s*:/.exec(last)?.[1];
  return key !== undefined && canonicalKey(key, shape) === END_KEY;
}
