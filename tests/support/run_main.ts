import { join } from "@std/path";
import { PROVIDERS } from "../../lib/llm/providers.ts";
import type { Seed } from "../../lib/core/seed.ts";
import { composeDocument, generateScenarios, readParts } from "./generated_modules.ts";
import { libraryReplies, type Scenario } from "./library_replies.ts";
import { startOpenAIServer } from "./openai_server.ts";
import { smallDocument, smallSeed } from "./small_scenarios.ts";
import { type Ended, MAIN } from "../testdata/run_program.ts";

/** No key, model or address of the machine reaches a test. */
export const NO_MODEL: Readonly<Record<string, string>> = Object.fromEntries([
  "SYNTHDEBUG_MODEL",
  "LITELLM_MODEL",
  ...PROVIDERS.flatMap(({ keyVariables, baseUrlVariables }) => [...keyVariables, ...baseUrlVariables]),
].map((name) => [name, ""]));

/** How a run is set up. */
export interface RunSetup {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Called with each piece of stderr. */
  readonly onStderr?: (text: string, child: Deno.ChildProcess) => void;
  /** Called once it runs; what it does ends before the run is given. */
  readonly onStart?: (child: Deno.ChildProcess) => Promise<void>;
}

/** Runs main.ts as a process of its own, killed after a minute; paths of the folder read "@" in what it printed. */
export async function runMain(words: readonly string[], setup: RunSetup): Promise<Ended> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-q", "--no-prompt", "-A", MAIN, ...words],
    cwd: setup.cwd,
    env: { ...NO_MODEL, ...setup.env },
    stdout: "piped",
    stderr: "piped",
    signal: AbortSignal.timeout(60_000),
  }).spawn();
  const stdout = new Response(child.stdout).text();
  const started = setup.onStart?.(child);
  let stderr = "";
  for await (const part of child.stderr.pipeThrough(new TextDecoderStream())) {
    stderr += part;
    setup.onStderr?.(part, child);
  }
  const { code } = await child.status;
  await started;
  const hide = (text: string) => text.replaceAll(setup.cwd, "@");
  return { code, stdout: hide(await stdout), stderr: hide(stderr) };
}

/** Runs a test in a temporary folder of its own. */
export async function inTempDir(run: (dir: string) => Promise<void>): Promise<void> {
  const dir = await Deno.realPath(await Deno.makeTempDir());
  try {
    await run(dir);
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}

/** A model on the loopback that knows the small scenarios 1 to `count`; their catalogue is written into the folder. */
export async function startSmallModel(dir: string, count: number, badShare = 0) {
  const seeds = Array.from({ length: count }, (_, at) => smallSeed(at + 1));
  await Deno.writeTextFile(join(dir, "catalog.json"), JSON.stringify(seeds));
  // Modules that are nearly the same would be refused: after the first, each one is made of other parts.
  const others = generateScenarios(await readParts(), count - 1);
  const scenarios = seeds.map((seed, at): Scenario => {
    const name = `gauge_${at + 1}`;
    if (at === 0) return { text: smallDocument(seed, { name }), names: namesOf(seed) };
    const { keys, bugs } = composeDocument(seed, others[at - 1]!.parts, name);
    return { text: JSON.stringify({ ...keys, bugs }), names: namesOf(seed) };
  });
  const server = startOpenAIServer(libraryReplies(scenarios, badShare));
  const flags = ["--base-url", server.url, "--model", "small-1", "--catalog", "catalog.json"];
  return {
    server,
    flags,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
    },
  };
}

function namesOf({ domain, topic, subtopic }: Seed): string[] {
  return [domain, topic, subtopic];
}

/** A catalogue of the first scenarios of the offline library of that number, written into the folder. */
export async function writeLibraryCatalogue(dir: string, subtopics: readonly string[]): Promise<void> {
  const { offlineAuthor } = await import("../../lib/library/offline_author.ts");
  const seeds = offlineAuthor().seeds.filter(({ subtopic }) => subtopics.includes(subtopic));
  if (seeds.length !== subtopics.length) throw new Error("the library has no such scenario");
  await Deno.writeTextFile(join(dir, "catalog.json"), JSON.stringify(seeds));
}

/** Names in a folder, sorted; those of the program's own hidden files too. */
export function namesIn(dir: string): string[] {
  return [...Deno.readDirSync(dir)].map(({ name }) => name).sort();
}
