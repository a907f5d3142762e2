import { loadCatalogue } from "../catalogue/catalogue.ts";
import { buildKind } from "../build_kind.ts";
import { EnvironmentError, messageOf } from "../core/errors.ts";
import type { Python } from "../core/python.ts";
import { offlineAuthor } from "../library/offline_author.ts";
import { readModelConfiguration } from "../llm/configuration.ts";
import { PythonPool } from "../python/pool.ts";
import { VERSION } from "../version.ts";
import type { Command, CommandContext, CommandInput } from "./command.ts";
import { printable } from "./printable.ts";
import { BASE_URL, JSON_OUTPUT, MODEL, PYTHON } from "./shared_flags.ts";
import { pythonOf } from "./task_flags.ts";

/** `synthdebug doctor`: what the machine has. */
export const doctorCommand: Command = {
  name: "doctor",
  summary: "Show what this machine has: Python, isolation, model, library",
  usage: ["doctor [FLAGS]"],
  description:
    "Starts Python and lets it judge a module that is healthy and one that is not, names the layers of isolation that " +
    "this machine allows, and says which author would write. Keys are never shown. Exits with 3 if tasks cannot be made here.",
  flags: [PYTHON, MODEL, BASE_URL, JSON_OUTPUT],
  positionals: "none",
  examples: [
    { line: "synthdebug doctor", says: "Check this machine" },
    {
      line: "synthdebug doctor --python python3.12 --json",
      says: "Check another Python, for a script to read",
    },
  ],
  run,
};

interface PythonReport {
  readonly version: string;
  readonly path: string;
  readonly isolation: readonly string[];
  /** What the machine refused of isolation, "" if nothing. */
  readonly refused: string;
  readonly judges: boolean;
}

type AuthorReport =
  | { readonly kind: "offline"; readonly why: string }
  | { readonly kind: "model"; readonly model: string; readonly base_url: string };

async function run({ flags }: CommandInput, context: CommandContext): Promise<number> {
  let python: PythonReport | { readonly problem: string };
  try {
    python = await examine(pythonOf(flags), context.signal);
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    python = { problem: messageOf(error) };
  }
  const model = readModelConfiguration(
    { model: flags.get(MODEL) ?? undefined, baseUrl: flags.get(BASE_URL) ?? undefined },
    context.env,
  );
  const author: AuthorReport = model.kind === "offline"
    ? { kind: "offline", why: model.why }
    : { kind: "model", model: model.options.model, base_url: model.options.baseUrl ?? "the provider's own" };
  const report = {
    version: VERSION,
    deno: Deno.version.deno,
    build: buildKind(),
    cores: navigator.hardwareConcurrency,
    python,
    author,
    key_configured: context.env("OPENAI_API_KEY") !== undefined,
    library: offlineAuthor().seeds.length,
    catalogue: (await loadCatalogue(null)).seeds.length,
  };
  await context.stdout(flags.get(JSON_OUTPUT) ? JSON.stringify(report, null, 2) + "\n" : page(report));
  return "judges" in python && python.judges ? 0 : 3;
}

async function examine(command: string | undefined, signal: AbortSignal): Promise<PythonReport> {
  await using pool = await PythonPool.open({ python: command, workers: 1, signal });
  const { version, path, isolation, refused } = pool;
  return { version, path, isolation, refused, judges: await judgesRightly(pool) };
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

function page(report: {
  readonly version: string;
  readonly deno: string;
  readonly build: string;
  readonly cores: number;
  readonly python: PythonReport | { readonly problem: string };
  readonly author: AuthorReport;
  readonly key_configured: boolean;
  readonly library: number;
  readonly catalogue: number;
}): string {
  const { python, author } = report;
  const rows: [string, string][] = [
    ["synthdebug", `${report.version} (deno ${report.deno}, ${report.build})`],
    ["cores", String(report.cores)],
    ...pythonRows(python),
    ["author", author.kind === "offline" ? author.why : `model ${author.model} at ${author.base_url}`],
    ["key", report.key_configured ? "OPENAI_API_KEY is set" : "OPENAI_API_KEY is not set"],
    ["library", `${report.library} scenarios`],
    ["catalogue", `${report.catalogue} scenarios`],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${printable(value)}\n`).join("");
}

function pythonRows(python: PythonReport | { readonly problem: string }): [string, string][] {
  if ("problem" in python) return [["python", python.problem]];
  return [
    ["python", `${python.version} at ${python.path}`],
    ["isolation", python.isolation.join(", ") + (python.refused ? ` (refused: ${python.refused})` : "")],
    [
      "verdicts",
      python.judges ? "right on a healthy and on a broken module" : "wrong: this Python cannot be used",
    ],
  ];
}
