import { buildKind } from "../build_kind.ts";
import { loadCatalogue } from "../catalogue/catalogue.ts";
import { offlineAuthor } from "../library/offline_author.ts";
import {
  type AskedModel,
  describeMissing,
  findAskedModel,
  readModelConfiguration,
} from "../llm/configuration.ts";
import { isThere } from "../llm/ping.ts";
import { VERSION } from "../version.ts";
import type { Command, CommandContext, CommandInput, SwitchFlag } from "./command.ts";
import { examineProviders, type ProviderReport, providerRows } from "./doctor_providers.ts";
import { examinePython, isUsable, type PythonReport, pythonRows } from "./doctor_python.ts";
import { printable } from "./printable.ts";
import { ISOLATION, PYTHON, UNSAFE } from "./python_flags.ts";
import { BASE_URL, JSON_OUTPUT, MODEL } from "./shared_flags.ts";

const PING: SwitchFlag = {
  name: "ping",
  kind: "switch",
  help: "Ask each configured provider for its list of models, which costs nothing",
};

/** `synthdebug doctor`: what the machine has. */
export const doctorCommand: Command = {
  name: "doctor",
  summary: "Show what this machine has: Python, isolation, models, library",
  usage: ["doctor [--ping] [FLAGS]"],
  description:
    "Starts Python, attacks the place that foreign code runs in, lets it judge a module that is healthy and one " +
    "that is not, names the rung of isolation that withstood (1 is the best) and its layers, and says which author would write, and which providers of models " +
    "have a key or an address. Keys are never shown. Exits with 3 if tasks cannot be made here, with 2 if " +
    "--model has no key to be asked with, and with 4 if --ping finds that the model's provider does not " +
    "answer or refuses the key.",
  flags: [PYTHON, ISOLATION, UNSAFE, MODEL, BASE_URL, PING, JSON_OUTPUT],
  positionals: "none",
  examples: [
    { line: "synthdebug doctor", says: "Check this machine" },
    {
      line: "synthdebug doctor --ping --model groq/llama-3.3-70b-versatile",
      says: "Check a model's provider",
    },
    {
      line: "synthdebug doctor --python python3.12 --json",
      says: "Check another Python, for a script to read",
    },
  ],
  run,
};

type AuthorReport =
  | { readonly kind: "offline"; readonly why: string }
  | { readonly kind: "missing"; readonly why: string }
  | {
    readonly kind: "model";
    readonly model: string;
    readonly provider: string;
    readonly base_url: string;
  };

async function run({ flags }: CommandInput, context: CommandContext): Promise<number> {
  const given = { model: flags.get(MODEL) ?? undefined, baseUrl: flags.get(BASE_URL) ?? undefined };
  const asked = findAskedModel(given, context.env);
  // What cannot be used is told before anything is started.
  const author = describeAuthor(asked, () => readModelConfiguration(given, context.env));
  const { env, signal } = context;
  const [python, providers] = await Promise.all([
    examinePython(flags, context),
    examineProviders({ asked, env, ping: flags.get(PING), signal }),
  ]);
  const report = {
    version: VERSION,
    deno: Deno.version.deno,
    build: buildKind(),
    cores: navigator.hardwareConcurrency,
    python,
    author,
    providers,
    library: offlineAuthor().seeds.length,
    catalogue: (await loadCatalogue(null)).seeds.length,
  };
  await context.stdout(flags.get(JSON_OUTPUT) ? JSON.stringify(report, null, 2) + "\n" : page(report));
  return exitCode(report, asked);
}

function describeAuthor(
  asked: AskedModel,
  configure: () => ReturnType<typeof readModelConfiguration>,
): AuthorReport {
  if (asked.access.kind === "missing" && asked.from === "--model") {
    return { kind: "missing", why: describeMissing(asked, asked.access) };
  }
  const configuration = configure();
  if (configuration.kind === "offline") return configuration;
  const { model, provider, baseUrl } = configuration.options;
  return { kind: "model", model, provider, base_url: baseUrl };
}

interface Report {
  readonly version: string;
  readonly deno: string;
  readonly build: string;
  readonly cores: number;
  readonly python: PythonReport;
  readonly author: AuthorReport;
  readonly providers: readonly ProviderReport[];
  readonly library: number;
  readonly catalogue: number;
}

function exitCode({ python, author, providers }: Report, asked: AskedModel): number {
  if (!isUsable(python)) return 3;
  if (author.kind === "missing") return 2;
  const ping = providers.find(({ prefix }) => prefix === asked.provider.prefix)?.ping ?? null;
  return author.kind === "offline" || ping === null || isThere(ping) ? 0 : 4;
}

function page(report: Report): string {
  const { author } = report;
  const rows: readonly (readonly [string, string])[] = [
    ["synthdebug", `${report.version} (deno ${report.deno}, ${report.build})`],
    ["cores", String(report.cores)],
    ...pythonRows(report.python),
    ["author", author.kind === "model" ? `model ${author.model} at ${author.base_url}` : author.why],
    ...providerRows(report.providers),
    ["library", `${report.library} scenarios`],
    ["catalogue", `${report.catalogue} scenarios`],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${printable(value)}\n`).join("");
}
