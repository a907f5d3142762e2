import { type Random, shuffle } from "./random.ts";
import type { TestId } from "./test_ids.ts";
import type { TestMethod } from "./test_methods.ts";

/** What of a suite is hidden. */
export interface HiddenShare {
  /** Share of the methods, from 0 to below 1. */
  readonly ratio: number;
  /** The tests that the bug breaks. */
  readonly failToPass: readonly TestId[];
  /** Decides which. */
  readonly random: Random;
}

/**
 * The methods of a suite that are hidden: about that share of them, but never the last one that the bug breaks, and at
 * least one such where there are two. Empty for a ratio of 0.
 */
export function chooseHiddenTests(
  methods: readonly TestMethod[],
  { ratio, failToPass, random }: HiddenShare,
): readonly TestMethod[] {
  if (ratio <= 0) return [];
  const failing = new Set(failToPass);
  const order = shuffle(random, methods);
  const [shown, first] = order.filter(({ ids }) => ids.some((id) => failing.has(id)));
  const count = Math.max(Math.round(ratio * methods.length), 1);
  const others = order.filter((method) => method !== shown && method !== first);
  return [...first ? [first] : [], ...others].slice(0, count);
}
