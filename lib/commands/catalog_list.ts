import { seedKey } from "../core/seed.ts";
import type { CatalogEntry, CatalogOutput } from "./catalog_selection.ts";

/** One scenario a line, marked where a state file was given; the JSON has the shape of a catalogue. */
export function catalogList(entries: readonly CatalogEntry[]): CatalogOutput {
  return {
    text: entries.map((entry) => `${markOf(entry)}${seedKey(entry.seed)}\n`).join(""),
    json: {
      schema_version: 1,
      scenarios: entries.map(({ seed, used }) => ({ ...seed, ...used === null ? {} : { used } })),
    },
  };
}

function markOf({ used }: CatalogEntry): string {
  if (used === null) return "";
  return used > 0 ? "used    " : "unused  ";
}
