import { UsageError } from "../core/errors.ts";
import type { Seed } from "../core/seed.ts";
import { didYouMean } from "./nearest_name.ts";

/** A scenario and what the state file says of it. */
export interface CatalogEntry {
  /** The scenario. */
  readonly seed: Seed;
  /** How many of its draws are used; null where no state file was given. */
  readonly used: number | null;
}

/** Which scenarios are wanted; null: all. */
export interface Selection {
  /** Name of a domain, in any case. */
  readonly domain: string | null;
  /** Name of a topic, in any case. */
  readonly topic: string | null;
  /** Only those without a used draw. */
  readonly unused: boolean;
}

/** What an action of the command gives: a page for people and a value for programs. */
export interface CatalogOutput {
  /** With its final newline; "" where there is nothing to print. */
  readonly text: string;
  /** For JSON.stringify. */
  readonly json: unknown;
}

/**
 * The entries that are wanted, in their order.
 *
 * @throws {UsageError} for a domain or topic that no entry has.
 */
export function selectEntries(
  entries: readonly CatalogEntry[],
  selection: Selection,
): readonly CatalogEntry[] {
  let selected = entries;
  for (const part of ["domain", "topic"] as const) {
    const wanted = selection[part]?.toLowerCase();
    if (wanted === undefined) continue;
    const names = [...new Set(selected.map(({ seed }) => seed[part]))];
    selected = selected.filter(({ seed }) => seed[part].toLowerCase() === wanted);
    if (selected.length === 0) {
      const state = `the catalogue has no such ${part}${didYouMean(wanted, names)}`;
      throw new UsageError(`Cannot select "${selection[part]}": ${state}`);
    }
  }
  return selection.unused ? selected.filter(({ used }) => used === 0) : selected;
}
