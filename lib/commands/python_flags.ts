import { PythonPool } from "../python/pool.ts";
import { ISOLATION_CHOICES, type IsolationChoice, rungName } from "../python/rungs.ts";
import type {
  ChoiceFlag,
  CommandContext,
  Flag,
  FlagValues,
  NumberFlag,
  SwitchFlag,
  TextFlag,
} from "./command.ts";

/** Python processes. */
export const WORKERS: NumberFlag<null> = {
  name: "workers",
  kind: "integer",
  placeholder: "N",
  min: 1,
  max: 256,
  fallback: null,
  defaultText: "one per core",
  help: "Python processes that run tests",
};

/** Which Python. */
export const PYTHON: TextFlag<string> = {
  name: "python",
  kind: "text",
  placeholder: "COMMAND",
  fallback: "python3",
  help: "Python to run the modules with, 3.9 or later: a name or a path",
};

/** How foreign code is kept in its place. */
export const ISOLATION: ChoiceFlag<string> = {
  name: "isolation",
  kind: "choice",
  choices: ISOLATION_CHOICES,
  placeholder: "WHICH",
  fallback: "auto",
  help: "auto: the best that withstands attacks; full: or nothing; kernel: without namespaces; none",
};

/** Whether foreign code may do as it likes. */
export const UNSAFE: SwitchFlag = {
  name: "unsafe",
  kind: "switch",
  help: "Run foreign code also where this machine cannot isolate it: it could then do all that you can",
};

/** Whether installed packages may be imported. */
export const PACKAGES: SwitchFlag = {
  name: "packages",
  kind: "switch",
  help: "Let modules import the packages installed for --python, such as numpy, besides the standard library",
};

/** The flags of every command that runs Python. */
export const PYTHON_FLAGS: readonly Flag[] = [WORKERS, PYTHON, ISOLATION, UNSAFE];

/** How many Pythons the flags allow at once. */
export function workersOf(flags: FlagValues): number {
  return flags.get(WORKERS) ?? navigator.hardwareConcurrency;
}

/**
 * Starts Python as the flags have it, and says so where it is isolated less than it could be.
 *
 * @throws {EnvironmentError} where no Python can be used, or not be isolated.
 * @throws {UsageError} where no isolation is asked for, but not allowed.
 */
export async function openPython(
  flags: FlagValues,
  { context, workers, quiet, packages = false }: {
    readonly context: Pick<CommandContext, "signal" | "stderr">;
    readonly workers: number;
    readonly quiet: boolean;
    readonly packages?: boolean;
  },
): Promise<PythonPool> {
  const pool = await PythonPool.open({
    python: flags.given(PYTHON) ? flags.get(PYTHON) : undefined,
    isolation: flags.get(ISOLATION) as IsolationChoice,
    unsafe: flags.get(UNSAFE),
    workers,
    packages,
    signal: context.signal,
  });
  if (pool.rung !== 1 && !quiet) {
    const why = pool.refused === "" ? "" : ` (${pool.refused})`;
    context.stderr(`Foreign code is isolated by rung ${pool.rung}, ${rungName(pool.rung)}${why}\n`);
  }
  return pool;
}
