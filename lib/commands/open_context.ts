import { EnvironmentError } from "../core/errors.ts";
import { visibleText } from "../core/visible_text.ts";
import { fileError } from "../files/file_error.ts";
import { type CommandContext, OutputClosed } from "./command.ts";

/** The outside world of one run, and how to let go of it. */
export interface OpenContext {
  /** What commands are given. */
  readonly context: CommandContext;
  /** Rejects where an error arose that no code was waiting for; otherwise never settles. */
  readonly failure: Promise<never>;
  /** Says that the running command has nothing in flight to finish: the next signal stops it. */
  stopAtOnce(): void;
  /** Aborts the run. */
  abort(): void;
  /** Waits for the output and stops listening to signals. */
  close(): Promise<void>;
}

const SIGNALS: readonly Deno.Signal[] = ["SIGINT", "SIGTERM"];

/** Listens to signals and stray errors. A third signal (a second one without draining) ends the process at once. */
export function openContext(options: { debug: boolean; exit: (code: number) => void }): OpenContext {
  const draining = new AbortController();
  const stopping = new AbortController();
  const failure = Promise.withResolvers<never>();
  failure.promise.catch(() => {});
  let drains = true;
  const abort = () => {
    draining.abort();
    stopping.abort();
  };
  const onSignal = () => {
    if (stopping.signal.aborted) return options.exit(130);
    if (draining.signal.aborted || !drains) return abort();
    writeStderr("Interrupted: finishing what is in flight. Once more stops it now.\n");
    draining.abort();
  };
  const onStray = (event: PromiseRejectionEvent | ErrorEvent) => {
    event.preventDefault();
    failure.reject("reason" in event ? event.reason : event.error);
  };
  for (const signal of SIGNALS) Deno.addSignalListener(signal, onSignal);
  addEventListener("unhandledrejection", onStray);
  addEventListener("error", onStray);
  const output = openOutput();
  return {
    context: {
      stdout: output.write,
      stderr: writeStderr,
      redraw: (line) => writeRaw(`\r\x1b[K${visibleText(line)}`),
      isTerminal: Deno.stderr.isTerminal(),
      env: (name) => Deno.env.get(name) || undefined,
      draining: draining.signal,
      signal: stopping.signal,
      debug: options.debug,
    },
    failure: failure.promise,
    stopAtOnce() {
      drains = false;
      if (draining.signal.aborted) abort();
    },
    abort,
    async close() {
      await output.flush();
      for (const signal of SIGNALS) Deno.removeSignalListener(signal, onSignal);
      removeEventListener("unhandledrejection", onStray);
      removeEventListener("error", onStray);
    },
  };
}

/** Stdout with its writes in the order of the calls, awaited or not. */
function openOutput(): { write: (text: string) => Promise<void>; flush: () => Promise<void> } {
  let queue: Promise<void> = Promise.resolve();
  return {
    write(text) {
      const written = queue.then(() => writeAll(new TextEncoder().encode(visibleText(text))));
      queue = written.catch(() => {});
      return written;
    },
    flush: () => queue,
  };
}

async function writeAll(bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) {
    try {
      at += await Deno.stdout.write(bytes.subarray(at));
    } catch (error) {
      if (error instanceof Deno.errors.BrokenPipe) {
        throw new OutputClosed("stdout is closed", { cause: error });
      }
      // A pipe that its other end made non-blocking is merely full.
      if (!(error instanceof Deno.errors.WouldBlock)) {
        throw new EnvironmentError(fileError("write", "stdout", error).message, { cause: error });
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}

/** Whatever reaches a terminal goes through `visibleText()`, on stdout too: file names and answers hold anything. */
function writeStderr(text: string): void {
  writeRaw(visibleText(text));
}

function writeRaw(text: string): void {
  const bytes = new TextEncoder().encode(text);
  try {
    for (let at = 0; at < bytes.length;) at += Deno.stderr.writeSync(bytes.subarray(at));
  } catch {
    // There is nowhere left to tell it.
  }
}
