import type { AstNode } from "./ast.ts";
import type { Divergence } from "./evidence.ts";
import type { TestRun } from "./test_run.ts";

/** The files of a task that Python runs. */
export interface TaskFiles {
  /** The name by which the tests import the module. */
  readonly moduleName: string;
  /** The module's file in a cold run. Default: `<moduleName>.py`. */
  readonly moduleFile?: string;
  /** Source of the module. */
  readonly code: string;
  /** Source of its `unittest` tests. */
  readonly tests: string;
}

/** How a run is made. */
export interface RunOptions {
  /**
   * Processor time after which the run is killed, in milliseconds. What waits instead of computing is killed
   * after four times as much and two seconds more.
   */
  readonly limitMs: number;
  /** Python's hash seed. Default: 0. */
  readonly hashSeed?: number;
  /** Shuffles the tests; 0 keeps unittest's own order. Default: 0. */
  readonly orderSeed?: number;
  /** Ids of the only tests to run. Default: all. */
  readonly only?: readonly string[];
}

/** How calls are watched. */
export interface WatchOptions extends RunOptions {
  /** Names, such as "Class.method", of the functions whose lines are followed one by one. Default: none. */
  readonly closely?: readonly string[];
}

/** A run by `python3 run_tests.py` in a new interpreter, as a user would make it. */
export interface ColdRun {
  /** How the run ended. */
  readonly kind: "exited" | "timeout" | "crashed";
  /** Exit status; null where there is none. */
  readonly code: number | null;
  /** Standard output and standard error together. */
  readonly output: string;
  /** Whether the output was longer than the limit. */
  readonly outputCut: boolean;
}

/** A line of a function that ran, and what it changed. */
export type WatchedStep = readonly [
  /** Its place in the order of all that was recorded of the test. */
  number: number,
  /** The line that ran, from 1. */
  line: number,
  /** The values that it changed as repr, by the way to each, such as "u[3]"; null for what is gone. */
  changed: Readonly<Record<string, string | null>>,
];

/** One call of a module's function, as watched. */
export type WatchedCall = Pick<Divergence, "function" | "arguments"> & {
  /** Which call of the test this was, in the order in which calls begin, from 1. */
  readonly start: number;
  /** The call of the module that made this one; 0 where the test did. */
  readonly parent: number;
  /** The line of the module that made the call; 0 where the test did. */
  readonly from_line: number;
  /** Places of the call's beginning and end in the order of all that was recorded of the test. */
  readonly began: number;
  readonly ended: number;
  /** The values that it began with, taken apart like those of a step, where the function is looked at closely. */
  readonly given?: Readonly<Record<string, string>>;
  /** Its lines one by one, where the function is looked at closely; bounded for the test. */
  readonly steps?: readonly WatchedStep[];
  /** What it returned, as repr, or "raises " and the exception. */
  readonly result: string;
  /** For a method, its object's attributes after the call, as repr. */
  readonly state: Readonly<Record<string, string>>;
};

/** A watched run: the run itself and, per test id, what was seen; empty where the run did not finish. */
export interface Watched<T> {
  /** What the tests did. */
  readonly run: TestRun;
  /** What was seen, by test id. */
  readonly seen: ReadonlyMap<string, readonly T[]>;
  /** What was seen while no test ran: on import, and in what is set up for whole classes. */
  readonly outside: readonly T[];
}

/** A source's syntax tree, or why Python refuses it. */
export type Parsed = { readonly ok: true; readonly tree: AstNode } | {
  readonly ok: false;
  readonly message: string;
};

/** What became of a folder that a grader graded. */
export interface GradedRun {
  /** Text of the reward that it wrote; null where there is none, or more than one. */
  readonly reward: string | null;
  /** What it printed. */
  readonly output: string;
}

/** Runs graders, which start foreign code themselves; all of it confined. */
export interface PythonGrader {
  /**
   * Runs `tests/grade.py` beside files that are given by their paths: what is graded in `app/`, the grader and its files in
   * `tests/`, rewards in `logs/verifier/`.
   */
  grade(files: Readonly<Record<string, string>>, options: Pick<RunOptions, "limitMs">): Promise<GradedRun>;
}

/** What of a tree is wanted. */
export interface ParseOptions {
  /** Only statements, with names, imports and bases, without expressions: a third of the time. Default: false. */
  readonly outline?: boolean;
}

/** Everything that the program asks of Python; foreign code runs confined. */
export interface Python {
  /** Such as "3.11.7". */
  readonly version: string;
  /** Layers of isolation in force, sorted. */
  readonly isolation: readonly string[];
  /** The rung of isolation, 1 for the best, as `synthdebug doctor` names them. */
  readonly rung: number;
  /** Runs the tests in a warm interpreter. */
  runTests(files: TaskFiles, options: RunOptions): Promise<TestRun>;
  /** Runs the tests and tells the module's lines that each ran. */
  watchLines(files: TaskFiles, options: RunOptions): Promise<Watched<number>>;
  /** Runs the tests and tells the names of the module's functions that each called, sorted. */
  watchFunctions(files: TaskFiles, options: RunOptions): Promise<Watched<string>>;
  /** Runs the tests and tells the module's calls, in the order in which they ended. */
  watchCalls(files: TaskFiles, options: WatchOptions): Promise<Watched<WatchedCall>>;
  /** Runs the shipped run_tests.py in a new interpreter. */
  runCold(files: TaskFiles, options: RunOptions): Promise<ColdRun>;
  /** Runs a script beside the shipped files, as `python3 probe.py` in their folder would. */
  runProbe(files: TaskFiles, script: string, options: RunOptions): Promise<ColdRun>;
  /** Parses a source without running it. */
  parse(source: string, options?: ParseOptions): Promise<Parsed>;
}
