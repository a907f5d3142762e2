import { toBugRange } from "../bugs/bug_range.ts";
import type { Payload } from "../core/payload.ts";
import { ShortfallError } from "../core/errors.ts";
import { selectStrategies } from "../bugs/strategies.ts";
import type { OwnTexts } from "../inject/own_spec.ts";
import type { Example } from "../inject/read_examples.ts";
import { PythonPool } from "../python/pool.ts";
import { injectBugs } from "./inject.ts";
import { type OwnTests, readOwnModule } from "./own_module.ts";
import { DebugConversation, type PipelineOptions } from "./pipeline.ts";

/** A module of one's own, and how bugs are put into it. */
export interface OwnCodeOptions extends
  OwnTexts,
  Pick<
    PipelineOptions,
    | "strategies"
    | "weights"
    | "bugs"
    | "difficulty"
    | "families"
    | "operators"
    | "minMutationScore"
    | "python"
    | "pythonCommand"
    | "workers"
    | "isolation"
    | "unsafe"
    | "signal"
  > {
  /** Source of the module. */
  readonly code: string;
  /** Its file's name without ".py", as tests import it. Default: "solution". */
  readonly moduleName?: string;
  /** Whether the module may import the packages that are installed for Python. Default: the standard library alone. */
  readonly packages?: boolean;
  /** How many different bugs, best first: a task each. Default: 1. */
  readonly count?: number | "all";
}

/** A module and its tests. */
export interface InjectIntoOptions extends OwnCodeOptions {
  /** Source of the tests: unittest, or plain functions with assert as pytest takes them. */
  readonly tests: string;
}

/** A module and examples of what its function gives. */
export interface FromExamplesOptions extends OwnCodeOptions {
  /** At least one. */
  readonly examples: readonly Example[];
  /** The function that they are of; those of another one name it themselves. */
  readonly function?: string;
}

/** A module and assertions on it. */
export interface FromAssertionsOptions extends OwnCodeOptions {
  /** Source with assert statements at its top, and functions with such; what it uses of the module needs no import. */
  readonly assertions: string;
}

/**
 * Puts bugs into one's own module, which its own tests catch.
 *
 * ```ts
 * import { injectInto } from "./mod.ts";
 *
 * const [task] = await injectInto({
 *   moduleName: "gauge",
 *   code: "def mean(values):\n    return sum(values) / len(values)\n",
 *   tests: "from gauge import mean\n\n\ndef test_mean():\n    assert mean([1, 2, 6]) == 3\n",
 * });
 * console.log(task!.payload.code_diff);
 * ```
 *
 * @returns Tasks, best first: as many as asked for, or all that there are, and at least one.
 * @throws {UsageError} for sources that cannot be used, by their line.
 * @throws {ShortfallError} where the module fails its tests (with what they print), or the tests catch no bug.
 * @throws {EnvironmentError} where no Python can be used.
 */
export function injectInto(options: InjectIntoOptions): Promise<readonly DebugConversation[]> {
  return makeTasks(options, { kind: "tests", file: `test_${nameOf(options)}.py`, text: options.tests });
}

/**
 * As {@linkcode injectInto}, with tests made from examples of inputs and outputs.
 *
 * ```ts
 * import { generateFromExamples } from "./mod.ts";
 *
 * const [task] = await generateFromExamples({
 *   code: "def kinetic_energy(mass, speed):\n    return 0.5 * mass * speed ** 2\n",
 *   function: "kinetic_energy",
 *   examples: [{ args: [2, 3], output: 9 }, { input: { mass: 1, speed: 0.1 }, output: 0.005 }],
 * });
 * console.log(task!.payload.unit_tests);
 * ```
 *
 * @returns Tasks, best first: as many as asked for, or all that there are, and at least one.
 * @throws as {@linkcode injectInto} does.
 */
export function generateFromExamples(options: FromExamplesOptions): Promise<readonly DebugConversation[]> {
  const { examples, function: name = null } = options;
  return makeTasks(options, { kind: "examples", examples, function: name });
}

/**
 * As {@linkcode injectInto}, with tests made from assertions.
 *
 * ```ts
 * import { generateFromAssertions } from "./mod.ts";
 *
 * const [task] = await generateFromAssertions({
 *   code: "def half_life(rate):\n    return 0.6931471805599453 / rate\n",
 *   assertions: "assert abs(half_life(2.0) - 0.34657359) < 1e-6\nassert half_life(0.5) > half_life(1.0)\n",
 * });
 * console.log(task!.payload.failing_output);
 * ```
 *
 * @returns Tasks, best first: as many as asked for, or all that there are, and at least one.
 * @throws as {@linkcode injectInto} does.
 */
export function generateFromAssertions(
  options: FromAssertionsOptions,
): Promise<readonly DebugConversation[]> {
  return makeTasks(options, { kind: "assertions", file: "assertions", text: options.assertions });
}

function nameOf({ moduleName = "solution" }: OwnCodeOptions): string {
  return moduleName;
}

async function makeTasks(options: OwnCodeOptions, tests: OwnTests): Promise<readonly DebugConversation[]> {
  const { code, count = 1, pythonCommand, workers, isolation, unsafe, packages, signal } = options;
  const { bugs = 1, difficulty, families = null, operators = null, minMutationScore = 0 } = options;
  const stem = nameOf(options);
  await using stack = new AsyncDisposableStack();
  const python = options.python ??
    stack.use(await PythonPool.open({ python: pythonCommand, workers, isolation, unsafe, packages, signal }));
  const spec = await readOwnModule({ stem, file: `${stem}.py`, code, tests, texts: options }, python);
  const payloads: Payload[] = [];
  const { problem } = await injectBugs(spec, {
    python,
    strategies: options.strategies ?? selectStrategies({ families, operators }, options.weights ?? null),
    weights: options.weights ?? null,
    bugs: toBugRange(bugs),
    difficulty: difficulty === undefined ? null : [difficulty].flat(),
    minMutationScore,
    count: count === "all" ? Infinity : count,
    concurrency: workers ?? 2,
    signal: signal ?? new AbortController().signal,
    onTask: (payload) => Promise.resolve(void payloads.push(payload)),
  });
  if (problem !== null) {
    const output = problem.output ? `\n${problem.output.trimEnd()}` : "";
    throw new ShortfallError(`Cannot inject into "${stem}.py": ${problem.detail}${output}`);
  }
  return payloads.map((payload) => new DebugConversation(payload));
}
