import { EnvironmentError, messageOf } from "../core/errors.ts";
import { BOOT, HARNESS_FILES } from "./embedded.ts";
import type { Interpreter } from "./interpreter.ts";
import { parseRecord } from "./parse_record.ts";

/** What the harness says of one job: how the child ended, and what it wrote. */
export interface HarnessReply {
  /** Why there is nothing else: the process that does the scenario's jobs failed. */
  readonly lost?: string;
  /** What the child's report must carry. */
  readonly nonce: string;
  readonly timed_out: boolean;
  readonly code: number | null;
  readonly signal: number | null;
  readonly ms: number;
  /** The child's report: JSON, if the child is to be believed. */
  readonly result: string;
  readonly output: string;
  readonly output_cut: boolean;
}

/** A job, as harness.py reads it. */
export interface HarnessJob {
  readonly kind:
    | "tests"
    | "lines"
    | "functions"
    | "calls"
    | "syntax"
    | "cold"
    | "probe"
    | "grade"
    | "attacks";
  readonly limits: {
    readonly cpu_ms: number;
    readonly wall_ms: number;
    readonly memory_mb: number;
    readonly file_mb: number;
    readonly processes: number;
    readonly output_kb: number;
  };
  readonly [key: string]: unknown;
}

/** What one job may use. */
export interface JobLimits {
  /** Milliseconds on the processor. */
  readonly limitMs: number;
  /** Default: 512. */
  readonly memoryMb?: number;
}

/** A job's kind and its limits; the rest depends on the kind. */
export function jobBase(kind: HarnessJob["kind"], { limitMs, memoryMb = 512 }: JobLimits): HarnessJob {
  const limits = {
    cpu_ms: Math.ceil(limitMs),
    // For what sleeps; far above the limit, since a busy machine makes everything wait.
    wall_ms: Math.ceil(4 * limitMs) + 2000,
    memory_mb: memoryMb,
    file_mb: 16,
    processes: 64,
    output_kb: 256,
  };
  return { kind, limits };
}

/** How a harness is started. */
export interface HarnessOptions {
  /** The hash seed of its children. */
  readonly hashSeed: number;
  /** The rung of isolation that it takes, see isolation.py. */
  readonly rung: number;
}

/** How many scenarios a harness keeps ready, see harness.py. */
const SCENARIOS = 4;

/** One warm Python: a job at a time. */
export class HarnessProcess {
  /** Layers of isolation that it could set up. */
  readonly isolation: readonly string[];
  #child: Deno.ChildProcess;
  #writer: WritableStreamDefaultWriter<Uint8Array>;
  #lines: AsyncGenerator<string>;
  #jobs = 0;
  /** Tests of the scenarios that it has ready, those used last at the end. */
  #ready: string[] = [];

  private constructor(parts: HarnessParts, ready: { layers: string[] }) {
    this.#child = parts.child;
    this.#writer = parts.writer;
    this.#lines = parts.lines;
    this.isolation = ready.layers;
  }

  /**
   * Starts a harness.
   *
   * @throws {EnvironmentError} where it does not come up, or the machine does not allow the rung.
   */
  static async start(interpreter: Interpreter, { hashSeed, rung }: HarnessOptions): Promise<HarnessProcess> {
    const child = spawn(interpreter.path, hashSeed);
    const parts = { child, writer: child.stdin.getWriter(), lines: readLines(child.stdout) };
    // What does not read fills the pipe, and may have said why before it was full.
    const sending = send(parts.writer, { files: HARNESS_FILES, rung, packages: interpreter.packages ?? [] })
      .catch(() => undefined);
    const first = await parts.lines.next();
    const ready = first.done ? { failed: "it ended at once" } : readReady(first.value);
    if ("failed" in ready) {
      kill(child);
      await sending;
      await parts.writer.close().catch(() => undefined);
      for await (const _ of parts.lines) continue;
      await child.status;
      throw new EnvironmentError(`Cannot start "${interpreter.path}": ${ready.failed}`);
    }
    await sending;
    // An idle harness must not keep a program alive that forgot to close its pool.
    child.unref();
    return new HarnessProcess(parts, ready);
  }

  /** Whether the scenario with these tests is ready. */
  has(tests: string): boolean {
    return this.#ready.includes(tests);
  }

  /** Does a job; null where the harness died of it. */
  async run(job: HarnessJob): Promise<HarnessReply | null> {
    const id = ++this.#jobs;
    const scenario = typeof job.tests === "string" ? job.tests : "";
    this.#ready = [...this.#ready.filter((tests) => tests !== scenario), scenario].slice(-SCENARIOS);
    // A program that waits for the reply alone must not end before it.
    this.#child.ref();
    try {
      // A broken pipe is no news: the end of its output, read next, says the same.
      await send(this.#writer, { ...job, id }).catch(() => undefined);
      const line = await this.#lines.next();
      if (line.done) return null;
      const reply = JSON.parse(line.value) as HarnessReply & { id: number };
      return reply.id === id ? reply : null;
    } finally {
      this.#child.unref();
    }
  }

  /** Ends the harness and all that it started. */
  async close(): Promise<void> {
    this.#child.ref();
    await this.#writer.close().catch(() => undefined);
    // The end of its input ends it, and its job, at once; what hangs all the same is killed.
    const timer = setTimeout(() => kill(this.#child), 2000);
    for await (const _ of this.#lines) continue;
    await this.#child.status;
    clearTimeout(timer);
  }
}

function spawn(path: string, hashSeed: number): Deno.ChildProcess {
  try {
    return new Deno.Command(path, {
      args: ["-S", "-s", "-B", "-c", BOOT],
      clearEnv: true,
      env: { LANG: "C.UTF-8", PYTHONHASHSEED: String(hashSeed) },
      stdin: "piped",
      stdout: "piped",
      stderr: "null",
      detached: true,
    }).spawn();
  } catch (error) {
    if (error instanceof Deno.errors.NotCapable) throw error;
    // Too many files or processes: the machine's state, not the program's.
    throw new EnvironmentError(`Cannot start "${path}": ${messageOf(error)}`, { cause: error });
  }
}

function kill(child: Deno.ChildProcess): void {
  try {
    child.kill("SIGKILL");
  } catch (error) {
    // It may have ended meanwhile: "Child process has already terminated".
    if (!(error instanceof TypeError)) throw error;
  }
}

interface HarnessParts {
  child: Deno.ChildProcess;
  writer: WritableStreamDefaultWriter<Uint8Array>;
  lines: AsyncGenerator<string>;
}

/** The harness's first words. */
type Ready = { layers: string[] } | { failed: string };

function readReady(line: string): Ready {
  const fields = parseRecord(line);
  if (fields && ("layers" in fields || "failed" in fields)) return fields as Ready;
  return { failed: `it says ${JSON.stringify(line.slice(0, 200))} instead of being ready` };
}

async function send(writer: WritableStreamDefaultWriter<Uint8Array>, message: unknown): Promise<void> {
  await writer.write(new TextEncoder().encode(JSON.stringify(message) + "\n"));
}

async function* readLines(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let parts: string[] = [];
  for await (const chunk of stream) {
    let text = decoder.decode(chunk, { stream: true });
    for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n")) {
      yield parts.join("") + text.slice(0, end);
      parts = [];
      text = text.slice(end + 1);
    }
    parts.push(text);
  }
}
