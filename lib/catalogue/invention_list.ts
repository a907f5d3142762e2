import { parseJson } from "../core/parse_json.ts";
import { type Seed, seedKey } from "../core/seed.ts";
import { readEntry } from "./catalogue.ts";
import { besideState } from "./beside_state.ts";
import { LineFile } from "./line_file.ts";

/** The scenarios that a model invented for a data set, in the order in which they came. */
export interface InventionList {
  /**
   * All of them, each once.
   *
   * @throws {UsageError} where they cannot be read.
   */
  read(): readonly Seed[];
  /**
   * Adds scenarios.
   *
   * @throws {UsageError} where they cannot be written.
   */
  add(seeds: readonly Seed[]): void;
}

/**
 * A list in `<state>.scenarios.jsonl` beside the state file; none of both need exist. What was paid for is
 * thus not lost in a crash. Lines that hold no scenario are passed over.
 *
 * @param statePath Null: in memory, for runs without a state file.
 * @throws {UsageError} where the file cannot be read or written.
 */
export function openInventionList(statePath: string | null): InventionList {
  const seeds = new Map<string, Seed>();
  const take = (seed: Seed) => void (seeds.has(seedKey(seed)) || seeds.set(seedKey(seed), seed));
  if (statePath === null) return { read: () => [...seeds.values()], add: (more) => more.forEach(take) };
  const file = new LineFile(besideState(statePath, ".scenarios.jsonl"));
  file.probe();
  const read = () => {
    for (let more = true; more;) {
      const part = file.readNew();
      if (part.replaced) seeds.clear();
      for (const line of part.lines) {
        const seed = line === "" ? null : readSeed(line);
        if (seed !== null) take(seed);
      }
      more = part.more;
    }
    return [...seeds.values()];
  };
  read();
  return {
    read,
    add(more) {
      for (const { domain, topic, subtopic } of more) {
        file.append(JSON.stringify({ domain, topic, subtopic }));
      }
    },
  };
}

function readSeed(line: string): Seed | null {
  const parsed = parseJson(line);
  const entry = parsed.ok ? readEntry(parsed.value) : parsed;
  return entry.ok ? entry.value : null;
}
