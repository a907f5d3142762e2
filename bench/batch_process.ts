import { fromFileUrl, join } from "@std/path";
import type { ChaosServer } from "../tests/support/chaos_server.ts";

/** A `batch` that has ended. */
export interface EndedBatch {
  readonly code: number;
  readonly seconds: number;
  /** Null where it printed none. */
  readonly summary: BatchSummary | null;
  readonly stderr: string;
}

/** The part of `batch --json` that benches look at. */
export interface BatchSummary {
  readonly made: number;
  readonly refused: Readonly<Record<string, number>>;
  readonly modules: { readonly first_answer: number; readonly repaired: number; readonly given_up: number };
  readonly books: {
    readonly requests: { readonly sent: number; readonly failed: Readonly<Record<string, number>> };
    readonly by_purpose: Readonly<Record<string, { readonly requests: { readonly sent: number } }>>;
    readonly tokens: { readonly prompt: number; readonly completion: number };
    readonly cost_usd: number | null;
  };
}

/** A running `batch`. */
export interface RunningBatch {
  /** Kills it as a power cut would. */
  kill(): void;
  readonly ended: Promise<EndedBatch>;
}

const MAIN = fromFileUrl(new URL("../main.ts", import.meta.url));
const MODEL = "chaos-1";
/** Dollars for a million tokens, so that costs can be compared too. */
export const PRICE = { input: 2, output: 8 };

/** Starts main.ts as a process of its own that makes tasks with the server's model, into a folder. */
export function startBatch(server: ChaosServer, folder: string, words: readonly string[]): RunningBatch {
  const catalogue = join(folder, "catalog.json");
  Deno.writeTextFileSync(catalogue, JSON.stringify(server.seeds));
  const prices = join(folder, "prices.json");
  Deno.writeTextFileSync(prices, pricesJson());
  const started = performance.now();
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-config", MAIN, "batch", "--json", "--quiet", "--catalog-seed", "1"]
      .concat(["--base-url", server.url, "--model", MODEL, "--catalog", catalogue, "--prices", prices])
      .concat(["--output", join(folder, "tasks"), ...words]),
    env: { OPENAI_API_KEY: "any" },
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const ended = child.output().then(({ code, stdout, stderr }): EndedBatch => ({
    code,
    seconds: (performance.now() - started) / 1000,
    summary: readSummary(new TextDecoder().decode(stdout)),
    stderr: new TextDecoder().decode(stderr),
  }));
  return { kill: () => child.kill("SIGKILL"), ended };
}

/** Tasks in the folder of a batch, which need not have begun. */
export function countTasks(folder: string): number {
  const tasks = join(folder, "tasks");
  Deno.mkdirSync(tasks, { recursive: true });
  const names = [...Deno.readDirSync(tasks)].map(({ name }) => name);
  return names.filter((name) => /^conversation_.*\.json$/.test(name)).length;
}

/** The command line's words after the script, `--name value`, as numbers. */
export function readNumbers<K extends string>(fallbacks: Readonly<Record<K, number>>): Record<K, number> {
  const numbers: Record<string, number> = { ...fallbacks };
  for (let at = 0; at < Deno.args.length; at += 2) {
    const name = Deno.args[at]!.replace(/^--/, "");
    const value = Number(Deno.args[at + 1]);
    if (!Object.hasOwn(fallbacks, name) || !(value >= 0)) {
      console.error(`usage: ${Object.keys(fallbacks).map((known) => `[--${known} N]`).join(" ")}`);
      Deno.exit(2);
    }
    numbers[name] = value;
  }
  return numbers as Record<K, number>;
}

function readSummary(stdout: string): BatchSummary | null {
  return stdout.trim() === "" ? null : JSON.parse(stdout) as BatchSummary;
}

function pricesJson(): string {
  return JSON.stringify({
    schema_version: 1,
    version: "2026-01-01",
    currency: "USD",
    unit: "per million tokens",
    models: { [`openai/${MODEL}`]: { ...PRICE, as_of: "2026-01-01", source: "made up" } },
  });
}
