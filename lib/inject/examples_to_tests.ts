import type { AstNode } from "../core/ast.ts";
import { UsageError } from "../core/errors.ts";
import { type ExampleValue, isFloat, isMappingValue, numberText, toPython } from "./example_values.ts";
import { slug } from "./pytest_cases.ts";
import { type Example, exampleProblem } from "./read_examples.ts";
import { bodyOf, freeName, isFunction, type ParsedSource } from "./source_text.ts";

/** How far a float may be off, as a share of what is expected. */
const TOLERANCE = 1e-9;
/** What still counts as zero. */
const LEAST = 1e-12;
/** Longest line of a test that is not broken. */
const MAX_LINE = 110;
const BUILTIN_ERROR = /^(?:[A-Z]\w*(?:Error|Exception|Warning)|Exception|StopIteration|KeyboardInterrupt)$/;

const ASSERT_CLOSE = `    def assert_close(self, actual, expected, tolerance=${TOLERANCE}):
        """Numbers that are equal within a share of what is expected, alone and in lists and mappings."""
        if isinstance(expected, dict):
            self.assertIsInstance(actual, dict)
            actual = {str(key): value for key, value in actual.items()}
            self.assertEqual(sorted(actual), sorted(expected))
            for key, value in expected.items():
                self.assert_close(actual[key], value, tolerance)
        elif isinstance(expected, list):
            self.assertEqual(len(actual), len(expected))
            for one, other in zip(actual, expected):
                self.assert_close(one, other, tolerance)
        elif isinstance(expected, float) and math.isnan(expected):
            self.assertTrue(math.isnan(actual), f"{actual!r} is not nan")
        elif isinstance(expected, (str, bool, type(None))) or expected in (math.inf, -math.inf):
            self.assertEqual(actual, expected)
        else:
            self.assertAlmostEqual(actual, expected, delta=max(${LEAST}, tolerance * abs(expected)))
`;

/** What examples are of. */
export interface ExampleSubject {
  readonly module: ParsedSource;
  readonly moduleName: string;
  /** The function of those examples that name none; null where each has to. */
  readonly function: string | null;
  readonly className: string;
}

/**
 * Tests of unittest from examples of what functions give.
 *
 * @throws {UsageError} for a function that the module does not have, and an example that is none.
 */
export function examplesToTests(examples: readonly Example[], subject: ExampleSubject): string {
  const { module, moduleName, className } = subject;
  const names = new Set<string>();
  const imported = new Set<string>();
  const methods = examples.map((example, at) => {
    const problem = exampleProblem(example);
    if (problem !== null) throw new UsageError(`Cannot use "example ${at + 1}": it ${problem}`);
    const name = example.function ?? subject.function;
    if (name === null) throw new UsageError(`Cannot use "example ${at + 1}": it names no function`);
    const definition = findFunction(module, name);
    imported.add(name);
    if (example.raises !== undefined && !BUILTIN_ERROR.test(example.raises)) imported.add(example.raises);
    if (example.raises !== undefined && isOwn(module, example.raises)) imported.add(example.raises);
    const width = String(examples.length).length;
    const wanted = slug(example.name ?? "").replace(/^test_/, "") || fallbackName(example, at, width);
    return methodText(example, {
      call: callText(name, example, definition),
      name: freeName(names, `test_${wanted}`),
    });
  });
  const body = [
    ...methods.some((method) => method.includes("self.assert_close(")) ? [ASSERT_CLOSE] : [],
    ...methods,
  ].join("\n");
  const functions = [...new Set(examples.map((example) => example.function ?? subject.function))].join(", ");
  return [
    `"""Examples of ${functions}."""\n`,
    `${body.includes("math.") ? "import math\n" : ""}import unittest\n`,
    `from ${moduleName} import ${[...imported].sort().join(", ")}\n\n`,
    `class ${className}(unittest.TestCase):\n${body}`,
  ].join("\n");
}

function fallbackName({ raises }: Example, at: number, width: number): string {
  if (raises !== undefined) return `raises_${slug(raises.replace(/([a-z])([A-Z])/g, "$1_$2"))}`;
  return `example_${String(at + 1).padStart(width, "0")}`;
}

/** The function's definition; null for what the module has under that name and is no function, such as a class. */
function findFunction({ file, tree }: ParsedSource, name: string): AstNode | null {
  const found = bodyOf(tree).filter((node) => definedBy(node).includes(name));
  if (found.length > 0) return found.findLast(isFunction) ?? null;
  const known = bodyOf(tree).filter(isFunction).map((node) => String(node.name));
  const has = known.length > 0 ? `it defines ${known.slice(0, 10).join(", ")}` : "it defines no functions";
  throw new UsageError(`Cannot find "${name}": ${file} has no such function; ${has}`);
}

function isOwn({ tree }: ParsedSource, name: string): boolean {
  return bodyOf(tree).some((node) => definedBy(node).includes(name));
}

function definedBy(node: AstNode): readonly string[] {
  if (isFunction(node) || node.type === "ClassDef") return [String(node.name)];
  if (node.type === "Assign") return (node.targets as AstNode[]).map(({ id }) => String(id));
  return [];
}

function callText(name: string, example: Example, definition: AstNode | null): string {
  const { args = [], kwargs = {} } = example.input === undefined
    ? example
    : spread(example.input, definition);
  const given = [
    ...args.map(toPython),
    ...Object.entries(kwargs).map(([key, value]) => `${key}=${toPython(value)}`),
  ];
  return `${name}(${given.join(", ")})`;
}

/** An input as arguments: see {@linkcode Example}. */
function spread(input: ExampleValue, definition: AstNode | null): Pick<Example, "args" | "kwargs"> {
  const args = definition?.args as AstNode | undefined;
  const positional = args ? [...args.posonlyargs as AstNode[], ...args.args as AstNode[]] : [];
  const names = args
    ? [...args.args as AstNode[], ...args.kwonlyargs as AstNode[]].map(({ arg }) => String(arg))
    : [];
  if (Array.isArray(input)) {
    const needed = positional.length - ((args?.defaults ?? []) as AstNode[]).length;
    const fits = needed <= input.length && (input.length <= positional.length || Boolean(args?.vararg));
    return fits && (positional.length > 1 || args?.vararg) ? { args: input } : { args: [input] };
  }
  const keys = isMappingValue(input) ? Object.keys(input) : [];
  if (keys.length > 0 && keys.every((key) => names.includes(key))) {
    return { kwargs: input as Example["kwargs"] };
  }
  return { args: [input] };
}

function methodText(
  { output, raises, tolerance }: Example,
  { call, name }: { call: string; name: string },
): string {
  const lines = raises !== undefined
    ? [`with self.assertRaises(${raises}):`, `    ${call}`]
    : comparison(output!, { call, tolerance });
  return `    def ${name}(self):\n${lines.map((line) => `        ${line}\n`).join("")}`;
}

function comparison(
  output: ExampleValue,
  { call, tolerance }: { call: string; tolerance: number | undefined },
): readonly string[] {
  if (output === null) return [`self.assertIsNone(${call})`];
  if (typeof output === "boolean") return [`self.assertIs(${call}, ${toPython(output)})`];
  const text = numberText(output);
  const isNumber = text !== null;
  if (isNumber && /Infinity/.test(text) || typeof output === "string") {
    return broken("assertEqual", [call, toPython(output)]);
  }
  if (isNumber && !isFloat(output) && tolerance === undefined) {
    return broken("assertEqual", [call, toPython(output)]);
  }
  if (isNumber && text !== "NaN") {
    const delta = Math.max(LEAST, (tolerance ?? TOLERANCE) * Math.abs(Number(text)));
    return broken("assertAlmostEqual", [call, toPython(output), `delta=${Number(delta.toPrecision(3))}`]);
  }
  return broken("assert_close", [
    call,
    toPython(output),
    ...tolerance === undefined ? [] : [`tolerance=${tolerance}`],
  ]);
}

/** A call in one line, or an argument a line. */
function broken(assertion: string, args: readonly string[]): readonly string[] {
  const line = `self.${assertion}(${args.join(", ")})`;
  if (line.length + 8 <= MAX_LINE) return [line];
  return [`self.${assertion}(`, ...args.map((each) => `    ${each},`), ")"];
}
