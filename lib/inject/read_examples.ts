import { UsageError } from "../core/errors.ts";
import { PYTHON_KEYWORDS } from "../core/python_names.ts";
import { type ExampleValue, isMappingValue, numberText, parseExampleJson } from "./example_values.ts";

/** What a function gives for some arguments. */
export interface Example {
  /** What it is given, in order. Default: nothing. */
  readonly args?: readonly ExampleValue[];
  /** What it is given by name. */
  readonly kwargs?: { readonly [name: string]: ExampleValue };
  /**
   * Instead of both: the only argument, or a list of all arguments where the function takes that many, or a mapping of them
   * by the parameters' names.
   */
  readonly input?: ExampleValue;
  /** What it gives. */
  readonly output?: ExampleValue;
  /** Instead: the exception that it raises, such as "ValueError". */
  readonly raises?: string;
  /** What the test is called after "test_". Default: a number. */
  readonly name?: string;
  /** How far a float may be off, as a share of what is expected. Default: 1e-9. */
  readonly tolerance?: number;
  /** The function, where it is another one than the others'. */
  readonly function?: string;
}

const KEYS = ["args", "kwargs", "input", "output", "expected", "raises", "name", "tolerance", "function"];

/**
 * Examples from the text of a file: a JSON list, or an object a line.
 *
 * @throws {UsageError} with the entry and what is wrong with it.
 */
export function readExamples(file: string, text: string): readonly Example[] {
  const whole = parseExampleJson(text);
  const refuse = (state: string): never => {
    throw new UsageError(`Cannot use "${file}": ${state}`);
  };
  let entries: readonly ExampleValue[];
  if (whole.ok && Array.isArray(whole.value)) entries = whole.value;
  else if (whole.ok && !isMappingValue(whole.value)) return refuse("it is no list of examples");
  else {
    const lines = text.split("\n").map((line, at) => ({ line, at })).filter(({ line }) => line.trim() !== "");
    entries = whole.ok ? [whole.value] : lines.map(({ line, at }) => {
      const parsed = parseExampleJson(line);
      if (parsed.ok) return parsed.value;
      const isList = text.trimStart().startsWith("[");
      return refuse(
        isList || !line.trimStart().startsWith("{")
          ? whole.rejection.detail
          : `line ${at + 1}: ${parsed.rejection.detail}`,
      );
    });
  }
  if (entries.length === 0) return refuse("it holds no examples");
  return entries.map((entry, at) => readExample(entry, (state) => refuse(`example ${at + 1} ${state}`)));
}

function readExample(entry: ExampleValue, refuse: (state: string) => never): Example {
  if (!isMappingValue(entry)) return refuse("is no object");
  const unknown = Object.keys(entry).find((key) => !KEYS.includes(key));
  if (unknown !== undefined) return refuse(`has the unknown key ${JSON.stringify(unknown)}`);
  const { args, kwargs, raises, name, function: named } = entry;
  const tolerance = entry.tolerance === undefined ? undefined : Number(numberText(entry.tolerance) ?? NaN);
  if (args !== undefined && !Array.isArray(args)) return refuse("has args that are no list");
  if (kwargs !== undefined && !isMappingValue(kwargs)) return refuse("has kwargs that are no object");
  for (const [key, value] of Object.entries({ raises, name, function: named })) {
    if (value !== undefined && typeof value !== "string") return refuse(`has a ${key} that is no text`);
  }
  const example = {
    args: args as Example["args"],
    kwargs: kwargs as Example["kwargs"],
    input: entry.input,
    output: Object.hasOwn(entry, "output") ? entry.output : entry.expected,
    raises: raises as string | undefined,
    name: name as string | undefined,
    tolerance,
    function: named as string | undefined,
  };
  const problem = exampleProblem(example);
  return problem === null ? example : refuse(problem);
}

/** What is wrong with an example, such as "has neither output nor raises"; null where nothing is. */
export function exampleProblem({ args, kwargs, input, output, raises, tolerance }: Example): string | null {
  if (output === undefined && raises === undefined) return "has neither output nor raises";
  if (output !== undefined && raises !== undefined) return "has both output and raises";
  if (input !== undefined && (args ?? kwargs) !== undefined) return "has both input and args or kwargs";
  if (raises !== undefined && !/^[A-Za-z_]\w*$/.test(raises)) return "raises what is no name of an exception";
  const odd = Object.keys(kwargs ?? {}).find((key) =>
    !/^[\p{L}_][\p{L}\p{N}_]*$/u.test(key) || PYTHON_KEYWORDS.has(key)
  );
  if (odd !== undefined) return `has the argument ${JSON.stringify(odd)}, which is no name`;
  if (tolerance !== undefined && !(tolerance >= 0 && tolerance < 1)) {
    return "has a tolerance that is no number from 0 to 1";
  }
  return null;
}
