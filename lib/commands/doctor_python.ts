import { EnvironmentError, messageOf } from "../core/errors.ts";
import type { Python } from "../core/python.ts";
import { rungName } from "../python/rungs.ts";
import type { CommandContext, FlagValues } from "./command.ts";
import { openPython } from "./python_flags.ts";

/** What this machine's Python can do, or why there is none to use. */
export type PythonReport = WorkingPython | { readonly problem: string };

interface WorkingPython {
  readonly version: string;
  readonly path: string;
  readonly isolation: readonly string[];
  /** The rung of isolation, 1 for the best. */
  readonly rung: number;
  /** Why no better rung of isolation holds, "" if there is none. */
  readonly refused: string;
  readonly judges: boolean;
}

/** Starts Python and lets it judge a module that is healthy and one that is not. */
export async function examinePython(
  flags: FlagValues,
  context: Pick<CommandContext, "signal" | "stderr">,
): Promise<PythonReport> {
  try {
    await using pool = await openPython(flags, { context, workers: 1, quiet: true });
    const { version, path, isolation, rung, refused } = pool;
    return { version, path, isolation, rung, refused, judges: await judgesRightly(pool) };
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    return { problem: messageOf(error) };
  }
}

/** Whether tasks can be made with it. */
export function isUsable(python: PythonReport): boolean {
  return "judges" in python && python.judges;
}

/** Names and values for people. */
export function pythonRows(python: PythonReport): readonly (readonly [string, string])[] {
  if ("problem" in python) return [["python", python.problem]];
  return [
    ["python", `${python.version} at ${python.path}`],
    ["isolation", `rung ${python.rung}, ${rungName(python.rung)}: ${python.isolation.join(", ")}`],
    ...python.refused === "" ? [] : [["not better as", python.refused] as const],
    [
      "verdicts",
      python.judges ? "right on a healthy and on a broken module" : "wrong: this Python cannot be used",
    ],
  ];
}

/** Whether a module that is healthy passes, and one that is not fails: both must be seen. */
async function judgesRightly(python: Python): Promise<boolean> {
  const tests = "import unittest\nfrom canary import double\n\n\nclass Canary(unittest.TestCase):\n" +
    "    def test_double(self):\n        self.assertEqual(double(2), 4)\n";
  const outcomes = await Promise.all(["2 * x", "3 * x"].map(async (expression) => {
    const code = `def double(x):\n    return ${expression}\n`;
    const run = await python.runTests({ moduleName: "canary", code, tests }, { limitMs: 5000 });
    return run.kind === "finished" ? run.tests[0]?.status : run.kind;
  }));
  return outcomes.join() === "passed,failed";
}
