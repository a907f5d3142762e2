import { contentHash } from "../core/content_hash.ts";
import { UsageError } from "../core/errors.ts";

/** One part of a dataset. */
export interface Split {
  /** Its file's name, such as "train". */
  readonly name: string;
  /** Its share of the tasks, from 0 to 1. */
  readonly share: number;
}

/** Shares are sums of decimal fractions. */
const TOLERANCE = 1e-6;

/**
 * Splits from their text, such as "train=0.9,test=0.1".
 *
 * @throws {UsageError} `Cannot use "--split": <state>`.
 */
export function parseSplits(text: string): readonly Split[] {
  const splits = text.split(",").map((part) => {
    const [, name, share] = /^\s*([A-Za-z][\w-]*)\s*=\s*([\d.]+)\s*$/.exec(part) ?? [];
    if (name === undefined || !(Number(share) > 0 && Number(share) <= 1)) {
      throw new UsageError(`Cannot use "--split": "${part.trim()}" is not like train=0.9`);
    }
    return { name, share: Number(share) };
  });
  const names = splits.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) < at);
  if (twice !== undefined) throw new UsageError(`Cannot use "--split": "${twice}" is there twice`);
  const sum = splits.reduce((total, { share }) => total + share, 0);
  if (Math.abs(sum - 1) > TOLERANCE) {
    throw new UsageError(`Cannot use "--split": the shares add up to ${Number(sum.toFixed(6))}, not to 1`);
  }
  return splits;
}

/**
 * Puts groups of tasks into splits so that no group is divided and each split comes as near to its share of the tasks as
 * whole groups allow. It follows from the groups' names, sizes and the seed alone, whatever their order: they are dealt in
 * the order of a hash, each to the split that lacks most of its share.
 *
 * @param groups Number of tasks by name.
 * @returns Name of the split by name of the group.
 */
export function splitGroups(
  groups: ReadonlyMap<string, number>,
  { splits, seed }: { readonly splits: readonly Split[]; readonly seed: string },
): ReadonlyMap<string, string> {
  const total = [...groups.values()].reduce((sum, size) => sum + size, 0);
  const lacking = new Map(splits.map(({ name, share }) => [name, share * total]));
  const dealt = [...groups].map(([name, size]) => ({ name, size, key: contentHash(`${seed}\0${name}`) }))
    .sort((a, b) => b.size - a.size || (a.key < b.key ? -1 : 1));
  const found = new Map<string, string>();
  for (const { name, size } of dealt) {
    const split = splits.map((each) => ({ ...each, lacks: lacking.get(each.name)! / each.share }))
      .reduce((best, each) => each.lacks > best.lacks ? each : best);
    lacking.set(split.name, lacking.get(split.name)! - size);
    found.set(name, split.name);
  }
  return found;
}
