// A program of commands that only tests need, run by the real frame.
import { EnvironmentError, ProviderError, ShortfallError } from "../../lib/core/errors.ts";
import type { Command, CommandContext, CommandInput } from "../../lib/commands/command.ts";
import { runProgram } from "../../lib/commands/run_program.ts";

type Run = (input: CommandInput, context: CommandContext) => Promise<number>;

function aborted(signal: AbortSignal): Promise<void> {
  const timer = setInterval(() => {}, 1000);
  const { promise, resolve } = Promise.withResolvers<void>();
  signal.addEventListener("abort", () => resolve());
  if (signal.aborted) resolve();
  return promise.finally(() => clearInterval(timer));
}

const RUNS: Readonly<Record<string, Run>> = {
  async drain(_, context) {
    await context.stdout("started\n");
    await aborted(context.draining);
    await context.stdout("finished what was in flight\n");
    return 0;
  },
  async stubborn(_, context) {
    await context.stdout("started\n");
    await aborted(context.signal);
    await context.stdout("stopped\n");
    throw context.signal.reason;
  },
  async plain(_, context) {
    await context.stdout("started\n");
    await aborted(context.signal);
    throw context.signal.reason;
  },
  async deaf(_, context) {
    await context.stdout("started\n");
    await aborted(new AbortController().signal);
    return 0;
  },
  fault: () =>
    Promise.reject(new TypeError("first line\n  second \x1b[31mline", { cause: new Error("the reason") })),
  shortfall: () => Promise.reject(new ShortfallError("Cannot make tasks: none came of it")),
  environment: () => Promise.reject(new EnvironmentError(`Cannot run "python3": no such program`)),
  provider: () => Promise.reject(new ProviderError(`Cannot ask "gpt": the key is wrong`)),
  async denied() {
    await Deno.readTextFile("/etc/hostname");
    return 0;
  },
  async stray(_, context) {
    setTimeout(() => Promise.reject(new Error("nobody waits for this")), 10);
    await aborted(context.signal);
    await context.stdout("cleaned up\n");
    return 0;
  },
  async callback(_, context) {
    setTimeout(() => {
      throw new Error("thrown in a callback");
    }, 10);
    await aborted(context.signal);
    return 0;
  },
  async flood(_, context) {
    for (;;) await context.stdout("line\n".repeat(1000));
  },
  unawaited(_, context) {
    for (let i = 0; i < 300; i++) context.stdout(`${i} ${"x".repeat(1000)}\n`);
    return Promise.resolve(7);
  },
  async env(_, context) {
    await context.stdout(
      JSON.stringify([context.env("FAKE_SET"), context.env("FAKE_EMPTY") ?? null, context.debug]),
    );
    return 0;
  },
};

function command(name: string, run: Run): Command {
  return {
    name,
    summary: `Test ${name}`,
    usage: [name],
    description: "For tests.",
    flags: [],
    positionals: "none",
    examples: [{ line: `synthdebug ${name}`, says: "Test it" }],
    drains: name === "drain" || name === "stubborn",
    run,
  };
}

const commands = Object.entries(RUNS).map(([name, run]) => ({
  name,
  summary: `Test ${name}`,
  load: () => Promise.resolve(command(name, run)),
}));

if (import.meta.main) Deno.exit(await runProgram(Deno.args, { commands, exit: Deno.exit }));
