import { EnvironmentError, ShortfallError, SynthdebugError, UsageError } from "../core/errors.ts";
import type { Rejection } from "../core/rejection.ts";
import { selectStrategies } from "../bugs/strategies.ts";
import { basename } from "../deps/path.ts";
import { readTextBounded } from "../files/read_bounded.ts";
import { injectBugs } from "../flows/inject.ts";
import { type OwnTests, readOwnModule } from "../flows/own_module.ts";
import type { OwnTexts } from "../inject/own_spec.ts";
import { readExamples } from "../inject/read_examples.ts";
import { plainText } from "../inject/source_text.ts";
import type { PythonPool } from "../python/pool.ts";
import { readBugFlags } from "./bug_flags.ts";
import type { Command, CommandContext, CommandInput, FlagValues } from "./command.ts";
import { findOwnModules, type FoundModule, siblingsOf, testsOf } from "./find_own_modules.ts";
import * as flag from "./inject_flags.ts";
import { choosePlace, type InjectPlace, probePlace, putTask } from "./inject_output.ts";
import { printable } from "./printable.ts";
import { openPython, PACKAGES, workersOf } from "./python_flags.ts";
import { JSON_OUTPUT, MIN_MUTATION_SCORE, QUIET } from "./shared_flags.ts";
import { readWeights } from "./workshop.ts";

/** Longest source that is read, in bytes: a payload may not hold more. */
const MAX_BYTES = 1_000_000;

/** `synthdebug inject`: tasks from one's own code. */
export const injectCommand: Command = {
  name: "inject",
  summary: "Put bugs into your own module, which your tests or examples catch",
  usage: [
    "inject --module M.py [--tests test_M.py] [--count N|all] [FLAGS]",
    "inject --module M.py --examples io.json --function f [FLAGS]",
    "inject --module M.py --assertions asserts.py [FLAGS]",
    "inject --module DIR [FLAGS]",
  ],
  description:
    "The module is proved healthy by its tests, then broken, best bug first. Tests may be written for unittest or as pytest takes " +
    "them (functions, raises, approx, parametrize, simple fixtures); pytest is not needed, and the task has them for unittest. " +
    "With examples or assertions the tests are made from them. A module may import the standard library, and what is installed with --packages. Nothing is run outside " +
    "of the isolation, and your files stay as they are. Exits with 1 if the module fails its tests or bugs are missing.",
  flags: flag.INJECT_FLAGS,
  positionals: "none",
  examples: [
    {
      line: "synthdebug inject --module orbit.py > task.json",
      says: "One task, with the tests of test_orbit.py beside it",
    },
    {
      line: "synthdebug inject --module orbit.py --tests checks.py --count all --output tasks",
      says: "A task for every bug that the tests catch",
    },
    {
      line: "synthdebug inject --module orbit.py --examples io.json --function period",
      says: "Make the tests from inputs and outputs",
    },
  ],
  drains: true,
  run,
};

interface ModuleReport {
  readonly module: string;
  readonly made: number;
  readonly files: readonly string[];
  readonly problem: string | null;
}

async function run({ flags }: CommandInput, context: CommandContext): Promise<number> {
  const path = flags.get(flag.MODULE);
  if (path === null) {
    throw new UsageError('Cannot run "inject": --module is missing; see synthdebug inject --help');
  }
  const count = readCount(flags.get(flag.BUG_COUNT));
  const isFolder = (await Deno.stat(path)).isDirectory;
  const place = choosePlace(flags.get(flag.INJECT_OUTPUT), { single: count === 1 && !isFolder });
  if (place.kind === "stdout" && flags.get(JSON_OUTPUT)) {
    throw new UsageError('Cannot use "--json": the task itself goes to stdout; name a folder with --output');
  }
  const modules = isFolder ? await findInFolder(path, flags) : [await findOne(path, flags)];
  const texts = await readTexts(flags);
  await probePlace(place);
  await using python = await openPython(flags, {
    context,
    workers: workersOf(flags),
    quiet: flags.get(QUIET),
    packages: flags.get(PACKAGES),
  });
  const reports: ModuleReport[] = [];
  for (const found of modules) {
    if (context.draining.aborted) break;
    reports.push(await injectOne(found, { flags, context, python, place, count, texts, alone: !isFolder }));
  }
  if (flags.get(JSON_OUTPUT)) await context.stdout(JSON.stringify({ modules: reports }, null, 2) + "\n");
  const short = reports.filter(({ made }) => made === 0 || (Number.isFinite(count) && made < count));
  if (!flags.get(QUIET) && (isFolder || place.kind === "folder")) {
    const tasks = reports.reduce((sum, { made }) => sum + made, 0);
    context.stderr(
      `${tasks} tasks made of ${reports.length - reports.filter(({ made }) => made === 0).length} modules` +
        `${short.length > 0 ? `, ${short.length} fell short` : ""}\n`,
    );
  }
  return short.length === 0 && reports.length === modules.length ? 0 : 1;
}

function readCount(text: string): number {
  if (text === "all") return Infinity;
  const count = /^\d+$/.test(text) ? Number(text) : NaN;
  if (count >= 1 && count <= 100_000) return count;
  throw new UsageError(`Cannot use "--count": "${text}" is not "all" or a whole number from 1 to 100000`);
}

async function findInFolder(path: string, flags: FlagValues): Promise<readonly FoundModule[]> {
  for (const each of [flag.TESTS, flag.EXAMPLES, flag.ASSERTIONS]) {
    if (flags.given(each)) {
      throw new UsageError(`Cannot use "--${each.name}": --module is a folder, whose tests are in it`);
    }
  }
  return await findOwnModules(path);
}

/** The only module: its tests come as the flags say, or lie beside it. */
async function findOne(path: string, flags: FlagValues): Promise<FoundModule> {
  const given = [flag.TESTS, flag.EXAMPLES, flag.ASSERTIONS].filter((each) => flags.given(each));
  if (given.length > 1) {
    throw new UsageError(
      `Cannot use "--${given[1]!.name}": --${given[0]!.name} already says how the module must behave`,
    );
  }
  if (flags.given(flag.FUNCTION) && !flags.given(flag.EXAMPLES)) {
    throw new UsageError('Cannot use "--function": it is for --examples');
  }
  if (!path.endsWith(".py")) throw new UsageError(`Cannot use "${path}": its name does not end in .py`);
  const tests = given[0] ? flags.get(given[0])! : await testsOf(path);
  if (tests === null) {
    throw new UsageError(
      `Cannot inject into "${path}": no tests lie beside it; name some with --tests, --examples or --assertions`,
    );
  }
  return { module: path, tests, siblings: await siblingsOf(path) };
}

async function readTexts(flags: FlagValues): Promise<OwnTexts> {
  const file = flags.get(flag.DESCRIPTION);
  const description = file === null ? undefined : plainText(await readTextBounded(file, MAX_BYTES)).trim();
  if (description === "") throw new UsageError(`Cannot use "${file}": it is empty`);
  return {
    domain: flags.get(flag.OWN_DOMAIN) ?? undefined,
    topic: flags.get(flag.OWN_TOPIC) ?? undefined,
    subtopic: flags.get(flag.OWN_SUBTOPIC) ?? undefined,
    summary: flags.get(flag.OWN_SUMMARY) ?? undefined,
    description,
  };
}

interface Job {
  readonly flags: FlagValues;
  readonly context: CommandContext;
  readonly python: PythonPool;
  readonly place: InjectPlace;
  readonly count: number;
  readonly texts: OwnTexts;
  /** Whether there is no other module: what is wrong with it ends the program. */
  readonly alone: boolean;
}

async function injectOne(found: FoundModule, job: Job): Promise<ModuleReport> {
  const { context, alone } = job;
  const files: string[] = [];
  try {
    await makeTasks(found, job, files);
    return { module: found.module, made: files.length, files, problem: null };
  } catch (error) {
    if (alone || !(error instanceof SynthdebugError) || context.signal.aborted) throw error;
    context.stderr(`${printable(error.message, 2000)}\n`);
    return { module: found.module, made: files.length, files, problem: error.message };
  }
}

async function makeTasks(
  { module, tests, siblings }: FoundModule,
  { flags, context, python, place, count, texts }: Job,
  files: string[],
): Promise<void> {
  const code = await readTextBounded(module, MAX_BYTES);
  const own = { stem: basename(module).slice(0, -3), file: module, code, siblings, texts };
  const spec = await readOwnModule({ ...own, tests: await readTests(tests, flags) }, python);
  const { problem } = await injectBugs(spec, {
    python,
    ...chosenBugs(flags),
    minMutationScore: flags.get(MIN_MUTATION_SCORE),
    count,
    concurrency: workersOf(flags),
    signal: context.signal,
    draining: context.draining,
    onTask: async (payload) => {
      const file = await putTask(payload, files.length + 1, { place, force: flags.get(flag.FORCE), context });
      files.push(file);
      if (place.kind !== "stdout" && !flags.get(QUIET)) {
        context.stderr(`${printable(file)}: ${printable(payload.bugs[0]?.description ?? "")}\n`);
      }
    },
  });
  if (problem !== null && !context.draining.aborted) throw toError(module, problem, { flags, context });
  if (files.length < count && Number.isFinite(count) && !flags.get(QUIET)) {
    context.stderr(
      `${printable(module)} has no more bugs that its tests catch: ${files.length} of ${count}\n`,
    );
  }
}

/** Which bugs are wanted, as a maker of tasks takes it. */
function chosenBugs(flags: FlagValues) {
  const weights = readWeights(flags, false);
  const { bugs, difficulty, selection } = readBugFlags(flags);
  return { strategies: selectStrategies(selection, weights), weights, bugs, difficulty };
}

async function readTests(file: string, flags: FlagValues): Promise<OwnTests> {
  const text = await readTextBounded(file, MAX_BYTES);
  if (plainText(text).trim() === "") throw new UsageError(`Cannot use "${file}": it is empty`);
  if (flags.given(flag.EXAMPLES)) {
    return {
      kind: "examples",
      examples: readExamples(file, plainText(text)),
      function: flags.get(flag.FUNCTION),
    };
  }
  return { kind: flags.given(flag.ASSERTIONS) ? "assertions" : "tests", file, text };
}

/** Why nothing came of a module, after what its tests printed. */
function toError(
  module: string,
  { reason, detail, output }: Rejection,
  { flags, context }: Pick<Job, "flags" | "context">,
): Error {
  if (output) context.stderr(output.endsWith("\n") ? output : `${output}\n`);
  const message = `Cannot inject into "${module}": ${detail}`;
  const missing = reason === "healthy_import" ? /No module named '([\w.]+)'/.exec(detail)?.[1] : undefined;
  const advice = flags.get(PACKAGES) ? "" : "; with --packages it may be one that is installed for --python";
  if (missing) return new EnvironmentError(`${message}${advice}`);
  if (reason === "screened_code" || reason === "screened_tests") return new UsageError(message);
  return new ShortfallError(message);
}
