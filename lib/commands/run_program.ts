import { UsageError } from "../core/errors.ts";
import { type CommandContext, OutputClosed } from "./command.ts";
import { didYouMean } from "./nearest_name.ts";
import { type OpenContext, openContext } from "./open_context.ts";
import type { CommandEntry } from "./registry.ts";
import { reportError } from "./report_error.ts";

/** How long a failed command may take to clean up, in milliseconds. */
const CLEANUP_MS = 5000;

/** What the program consists of. */
export interface Program {
  /** Its commands. */
  readonly commands: readonly CommandEntry[];
  /** Ends the process at once, for the user who insists. */
  readonly exit: (code: number) => void;
}

/**
 * Runs the program with the words of its command line, and gives its exit code: 0 also where the reader of the output
 * has gone, 130 after an interruption.
 */
export async function runProgram(words: readonly string[], program: Program): Promise<number> {
  const end = words.indexOf("--");
  const debug = words.slice(0, end === -1 ? words.length : end).includes("--debug");
  const outside = openContext({ debug, exit: program.exit });
  const { context, failure } = outside;
  const running = dispatch(words, { program, outside });
  try {
    const code = await Promise.race([running, failure]);
    return context.draining.aborted ? 130 : code;
  } catch (error) {
    const interrupted = context.draining.aborted;
    outside.abort();
    await settled(running);
    return conclude(error, { context, interrupted });
  } finally {
    await outside.close();
  }
}

interface Parts {
  readonly program: Program;
  readonly outside: OpenContext;
}

/** Finds the command and runs it; --debug may stand before its name. */
async function dispatch(words: readonly string[], parts: Parts): Promise<number> {
  const { program, outside } = parts;
  const [name, ...rest] = words[0] === "--debug" ? words.slice(1) : words;
  if (name === undefined || name === "--help" || name === "-h") return await showHelp([], parts);
  if (name === "help") return await showHelp(rest, parts);
  if (name.startsWith("-")) {
    throw new UsageError(`Cannot use "${name}": flags come after a command; see synthdebug --help`);
  }
  const [command, { readArguments }] = await Promise.all([
    findCommand(name, program).load(),
    import("./read_arguments.ts"),
  ]);
  const input = await readArguments(command, rest);
  if (input === "help") return await showHelp([name], parts);
  if (!command.drains) outside.stopAtOnce();
  return await command.run(input, outside.context);
}

function findCommand(name: string, { commands }: Program): CommandEntry {
  const entry = commands.find((command) => command.name === name);
  if (entry !== undefined) return entry;
  const names = [...commands.map((command) => command.name), "help"];
  const hint = didYouMean(name, names) || "; see synthdebug --help";
  throw new UsageError(`Cannot run "${name}": no such command${hint}`);
}

async function showHelp(words: readonly string[], { program, outside }: Parts): Promise<number> {
  const [name, second] = words.filter((word) => word !== "--help" && word !== "-h" && word !== "--debug");
  if (second !== undefined) throw new UsageError(`Cannot run "help": "${second}" is one word too many`);
  const entry = name === undefined || name === "help" ? null : findCommand(name, program);
  const { commandHelp, programHelp } = await import("./help_page.ts");
  await outside.context.stdout(
    entry === null ? programHelp(program.commands) : commandHelp(await entry.load()),
  );
  return 0;
}

async function settled(running: Promise<number>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, CLEANUP_MS);
  await Promise.race([running.catch(() => {}), promise]);
  clearTimeout(timer);
}

function conclude(error: unknown, how: { context: CommandContext; interrupted: boolean }): number {
  const { context, interrupted } = how;
  if (error instanceof OutputClosed) return interrupted ? 130 : 0;
  if (interrupted && isAbort(error)) return 130;
  const { text, exitCode } = reportError(error, context);
  context.stderr(text);
  return interrupted ? 130 : exitCode;
}

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}
