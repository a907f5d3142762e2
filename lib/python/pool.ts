import type {
  ColdRun,
  GradedRun,
  Parsed,
  ParseOptions,
  Python,
  PythonGrader,
  RunOptions,
  TaskFiles,
  Watched,
  WatchedCall,
  WatchOptions,
} from "../core/python.ts";
import type { AstNode } from "../core/ast.ts";
import type { TestRun } from "../core/test_run.ts";
import { climb, type Climbed } from "./climb.ts";
import { runnerCode } from "./embedded.ts";
import { type HarnessJob, HarnessProcess, type HarnessReply, jobBase } from "./harness_process.ts";
import { findInterpreter, type Interpreter, withPackages } from "./interpreter.ts";
import { parseRecord } from "./parse_record.ts";
import { readReport } from "./read_report.ts";
import { type IsolationChoice, rungsToTry } from "./rungs.ts";

/** How many Pythons work at once, and what one run may use. */
export interface PoolOptions {
  /** Runs at once. Default: the number of cores. */
  readonly workers?: number;
  /** Name or path of the interpreter. Default: python3 of PATH. */
  readonly python?: string;
  /** Memory of one run, in MiB. Default: 512. */
  readonly memoryMb?: number;
  /** How foreign code is isolated. Default: "auto", as well as the machine allows. */
  readonly isolation?: IsolationChoice;
  /** Whether foreign code may run without isolation where the machine allows none. Default: false. */
  readonly unsafe?: boolean;
  /** Whether foreign code may import the packages that are installed for the interpreter. Default: false. */
  readonly packages?: boolean;
  /** Ends all runs when aborted. */
  readonly signal?: AbortSignal;
}

/** Room for a parse, which starts nothing of the source. */
const PARSE_LIMIT_MS = 10_000;

/** Trees that are kept; each has some hundred kilobytes. */
const MOST_PARSED = 12;

/** Warm Pythons, one job each at a time. Close it, or its processes keep the program alive. */
export class PythonPool implements Python, PythonGrader, AsyncDisposable {
  readonly version: string;
  readonly isolation: readonly string[];
  readonly rung: number;
  /** Why no better rung of isolation holds, "" if there is none. */
  readonly refused: string;
  /** Absolute path of the interpreter. */
  readonly path: string;
  #interpreter: Interpreter;
  #memoryMb: number;
  /** Harnesses without a job, by the hash seed of their children. */
  #idle = new Map<number, HarnessProcess[]>();
  #all = new Set<HarnessProcess>();
  /** Jobs that may begin now. */
  #free: number;
  #waiting: (() => void)[] = [];
  /** The last sources that were parsed: one is looked at by several checks in a row. */
  #parsed = new Map<string, Promise<Parsed>>();
  #closed: Promise<void> | null = null;

  private constructor(interpreter: Interpreter, { harness, rung, refused }: Climbed, options: PoolOptions) {
    this.#interpreter = interpreter;
    this.#memoryMb = options.memoryMb ?? 512;
    this.version = interpreter.version;
    this.path = interpreter.path;
    this.isolation = harness.isolation;
    this.rung = rung;
    this.refused = refused;
    this.#free = options.workers ?? navigator.hardwareConcurrency;
    this.#all.add(harness);
    this.#idle.set(0, [harness]);
    options.signal?.addEventListener("abort", () => void this.close(), { once: true });
  }

  /**
   * Finds the interpreter and starts the first harness; the others start when they are needed.
   *
   * @throws {EnvironmentError} where no Python can be used, or not be isolated.
   * @throws {UsageError} where no isolation is asked for, but not allowed.
   */
  static async open(options: PoolOptions = {}): Promise<PythonPool> {
    const { isolation = "auto", unsafe = false } = options;
    const rungs = rungsToTry(isolation, { unsafe, os: Deno.build.os });
    const found = await findInterpreter(options.python);
    const interpreter = options.packages ? await withPackages(found, options.python) : found;
    return new PythonPool(interpreter, await climb(interpreter, rungs), options);
  }

  async runTests(files: TaskFiles, options: RunOptions): Promise<TestRun> {
    return (await this.#report("tests", files, options)).run;
  }

  async watchLines(files: TaskFiles, options: RunOptions): Promise<Watched<number>> {
    return watched(await this.#report("lines", files, options));
  }

  async watchFunctions(files: TaskFiles, options: RunOptions): Promise<Watched<string>> {
    return watched(await this.#report("functions", files, options));
  }

  async watchCalls(files: TaskFiles, options: WatchOptions): Promise<Watched<WatchedCall>> {
    return watched(await this.#report("calls", files, options));
  }

  async runCold(files: TaskFiles, options: RunOptions): Promise<ColdRun> {
    return toColdRun(await this.#run(this.#job("cold", files, options), 0));
  }

  async runProbe(files: TaskFiles, script: string, options: RunOptions): Promise<ColdRun> {
    // With the tests it goes where their imports are ready.
    const job = { ...this.#job("probe", files, options), code: files.code, tests: files.tests, script };
    return toColdRun(await this.#run(job, 0));
  }

  async grade(
    files: Readonly<Record<string, string>>,
    { limitMs }: Pick<RunOptions, "limitMs">,
  ): Promise<GradedRun> {
    const base = jobBase("grade", { limitMs, memoryMb: this.#memoryMb });
    const reply = await this.#run({ ...base, files }, 0);
    const fields = parseRecord(reply?.result ?? "");
    const isGraded = fields?.kind === "graded" && fields.nonce === reply?.nonce;
    const reward = isGraded && typeof fields.reward === "string" ? fields.reward : null;
    return { reward, output: reply?.output ?? "" };
  }

  parse(source: string, options: ParseOptions = {}): Promise<Parsed> {
    const key = `${options.outline ?? false} ${source}`;
    const known = this.#parsed.get(key);
    if (known) return known;
    const parsing = this.#parse(source, options);
    this.#parsed.set(key, parsing);
    if (this.#parsed.size > MOST_PARSED) this.#parsed.delete(this.#parsed.keys().next().value!);
    // A failure is nobody else's.
    parsing.catch(() => this.#parsed.delete(key));
    return parsing;
  }

  async #parse(source: string, options: ParseOptions): Promise<Parsed> {
    const limits = { limitMs: PARSE_LIMIT_MS, memoryMb: this.#memoryMb };
    const job = { ...jobBase("syntax", limits), source, outline: options.outline ?? false };
    const reply = await this.#run(job, 0);
    const fields = parseRecord(reply?.result ?? "");
    if (fields?.kind === "tree") return { ok: true, tree: fields.tree as AstNode };
    return {
      ok: false,
      message: typeof fields?.message === "string" ? fields.message : "Python could not parse it",
    };
  }

  /** Ends every harness and what it runs; what waits is refused. */
  close(): Promise<void> {
    this.#closed ??= Promise.all([...this.#all].map((harness) => harness.close())).then(() => undefined);
    return this.#closed;
  }

  /** The same as {@linkcode close}. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #report(kind: "tests" | "lines" | "functions" | "calls", files: TaskFiles, options: WatchOptions) {
    const job = this.#job(kind, files, options);
    return readReport(await this.#run(job, options.hashSeed ?? 0), options.limitMs);
  }

  #job(
    kind: HarnessJob["kind"],
    files: TaskFiles,
    { limitMs, orderSeed, only, closely }: WatchOptions,
  ): HarnessJob {
    const { moduleName, code, tests, moduleFile = `${moduleName}.py` } = files;
    const base = jobBase(kind, { limitMs, memoryMb: this.#memoryMb });
    if (kind !== "cold" && kind !== "probe") {
      const parts = { order_seed: orderSeed ?? 0, only: only ?? [], closely: closely ?? [] };
      return { ...base, module: moduleName, code, tests, ...parts };
    }
    const shipped = {
      [moduleFile]: code,
      [`test_${moduleName}.py`]: tests,
      "run_tests.py": runnerCode(moduleName, moduleFile),
    };
    return { ...base, module: moduleName, files: shipped };
  }

  /** Runs a job as soon as a worker is free; a harness that dies of it is replaced, and the job tried once more. */
  async #run(job: HarnessJob, hashSeed: number): Promise<HarnessReply | null> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await this.#attempt(job, hashSeed) ?? await this.#attempt(job, hashSeed);
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free++;
    }
  }

  /** Runs a job once; null where the harness, or what it has of the scenario, died of it. */
  async #attempt(job: HarnessJob, hashSeed: number): Promise<HarnessReply | null> {
    const harness = await this.#take(hashSeed, typeof job.tests === "string" ? job.tests : "");
    const reply = await harness.run(job);
    if (reply === null) {
      this.#all.delete(harness);
      await harness.close();
    } else {
      this.#idle.get(hashSeed)!.push(harness);
    }
    return reply?.lost === undefined ? reply : null;
  }

  /** A harness of that hash seed that has nothing to do, if possible one that has the tests ready; else a new one. */
  async #take(hashSeed: number, tests: string): Promise<HarnessProcess> {
    if (this.#closed) throw new DOMException("The Python pool is closed", "AbortError");
    if (!this.#idle.has(hashSeed)) this.#idle.set(hashSeed, []);
    const idle = this.#idle.get(hashSeed)!;
    const prepared = idle.findIndex((harness) => harness.has(tests));
    const [free] = idle.splice(prepared, 1);
    if (free) return free;
    const harness = await HarnessProcess.start(this.#interpreter, { hashSeed, rung: this.rung });
    this.#all.add(harness);
    if (this.#closed) await harness.close();
    return harness;
  }
}

function toColdRun(reply: HarnessReply | null): ColdRun {
  if (reply === null) return { kind: "crashed", code: null, output: "", outputCut: false };
  const kind = reply.timed_out ? "timeout" : reply.code === null ? "crashed" : "exited";
  return { kind, code: reply.code, output: reply.output, outputCut: reply.output_cut };
}

/** What the watchers of watch.py keep what no test runs under. */
const OUTSIDE = "";

function watched<T>(report: { run: TestRun; fields: Readonly<Record<string, unknown>> }): Watched<T> {
  const found = report.run.kind === "finished" ? report.fields.watched : null;
  const { [OUTSIDE]: outside = [], ...seen } = (found ?? {}) as Record<string, T[]>;
  return { run: report.run, seen: new Map(Object.entries(seen)), outside };
}
