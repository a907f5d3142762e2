import { fromFileUrl } from "@std/path";
import { parse } from "@std/yaml";
import type { Seed } from "../../lib/core/seed.ts";

const FOLDER = new URL("../testdata/answers/", import.meta.url);
const SEED_KEYS = ["domain", "topic", "subtopic"] as const;

/** Bad answers by name, each as it would be for a scenario: the recorded one with that scenario's names in it. */
export async function readRecordedAnswers(): Promise<Readonly<Record<string, (seed: Seed) => string>>> {
  const names = [...Deno.readDirSync(fromFileUrl(FOLDER))].map(({ name }) => name).sort();
  const read = (name: string) => Deno.readTextFile(new URL(name, FOLDER));
  const good = await Promise.all(names.filter((name) => name.endsWith(".yaml")).map(read));
  const seeds = good.map((text) => parse(text, { schema: "core" }) as Seed);
  const bad = names.filter((name) => name.endsWith(".txt"));
  return Object.fromEntries(
    await Promise.all(bad.map(async (name) => {
      const text = await read(name);
      return [`recorded_${name.replace(/\.txt$/, "")}`, (seed: Seed) => adapt(text, seeds, seed)] as const;
    })),
  );
}

function adapt(text: string, seeds: readonly Seed[], seed: Seed): string {
  let adapted = text;
  for (const known of seeds) {
    for (const key of SEED_KEYS) adapted = adapted.replaceAll(known[key], () => seed[key]);
  }
  return adapted;
}
