import type { Author } from "../core/author.ts";
import { NO_USAGE } from "../core/usage.ts";
import { type Seed, seedKey } from "../core/seed.ts";
import { SCENARIOS } from "./registry.ts";

/** The built-in author: each answer is a document of the library, so it covers the library's scenarios only. */
export function offlineAuthor(): Author & { readonly seeds: readonly Seed[] } {
  const documents = new Map(SCENARIOS.map((text) => {
    const seed = readSeed(text);
    return [seedKey(seed), { seed, text }];
  }));
  return {
    name: "offline",
    model: null,
    repeats: true,
    seeds: [...documents.values()].map(({ seed }) => seed),
    write({ draw }) {
      const key = seedKey(draw.seed);
      const document = documents.get(key);
      return Promise.resolve(
        document ? { kind: "text", text: document.text, usage: NO_USAGE } : {
          kind: "none",
          reason: "not_in_library",
          detail: `the library has no "${key}"`,
          usage: NO_USAGE,
        },
      );
    },
  };
}

/** The seed of a library document, from its first three lines: parsing all of them whole would take half a second. */
function readSeed(text: string): Seed {
  const [domain, topic, subtopic] = text.split("\n", 3).map((line) =>
    line.slice(line.indexOf(": ") + 2).trim()
  );
  return { domain: domain!, topic: topic!, subtopic: subtopic! };
}
