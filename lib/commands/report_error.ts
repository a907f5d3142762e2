import { messageOf, SynthdebugError } from "../core/errors.ts";
import { missingFlag } from "../files/file_error.ts";
import { printable } from "./printable.ts";

/** What an error that stopped the program comes to. */
export interface ErrorReport {
  /** For stderr: one line, and with `debug` the stack traces after it. */
  readonly text: string;
  /** The program's exit code. */
  readonly exitCode: number;
}

/** The report of whatever was thrown. */
export function reportError(error: unknown, options: { readonly debug: boolean }): ErrorReport {
  const { line, exitCode } = describe(error);
  const trace = options.debug ? Deno.inspect(error, { colors: false }) + "\n" : "";
  return { text: printable(line) + "\n" + trace, exitCode };
}

function describe(error: unknown): { line: string; exitCode: number } {
  // What was thrown first is the cause of what failed while things were put away.
  if (error instanceof SuppressedError) return describe(error.suppressed ?? error.error);
  if (error instanceof SynthdebugError) return { line: error.message, exitCode: error.exitCode };
  if (error instanceof Deno.errors.NotCapable) {
    const what = /"(.*)"/s.exec(error.message)?.[1] ?? "what the work needs";
    const flag = missingFlag(error) ?? "the permission";
    return {
      line: `Cannot use "${what}": Deno may not touch it; add ${flag} to the deno command`,
      exitCode: 3,
    };
  }
  const message = messageOf(error) || "an error without a message";
  return { line: `Cannot finish: ${message}; run again with --debug to see where`, exitCode: 1 };
}
