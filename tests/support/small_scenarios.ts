import type { Author } from "../../lib/core/author.ts";
import { NO_USAGE } from "../../lib/core/usage.ts";
import { type Seed, seedKey } from "../../lib/core/seed.ts";
import { findTestIds } from "../../lib/core/test_ids.ts";
import type { CheckedSpec } from "../../lib/core/spec.ts";
import { readSpec } from "../../lib/answers/read_spec.ts";
import type { Python } from "../../lib/core/python.ts";
import { checkSources } from "../../lib/stages/2_spec.ts";

/** A module of a few lines with its tests, for what needs a real scenario and no real science. */
export const GAUGE_CODE = `"""Readings of a gauge."""


def clamp(value, low, high):
    if low > high:
        raise ValueError("low is above high")
    return max(low, min(value, high))


def mean(values):
    if not values:
        raise ValueError("no values")
    return sum(values) / len(values)


def rises(values):
    count = 0
    for before, after in zip(values, values[1:]):
        if after > before:
            count += 1
    return count
`;

/** Tests of {@linkcode GAUGE_CODE} for a module of any name. */
export function gaugeTests(moduleName: string): string {
  return `import unittest

from ${moduleName} import clamp, mean, rises


class TestGauge(unittest.TestCase):
    def test_clamp_inside(self):
        self.assertEqual(clamp(2, 1, 3), 2)

    def test_clamp_outside(self):
        self.assertEqual([clamp(0, 1, 3), clamp(4, 1, 3)], [1, 3])

    def test_clamp_refuses(self):
        with self.assertRaises(ValueError):
            clamp(1, 3, 2)

    def test_mean(self):
        self.assertEqual(mean([1, 2, 6]), 3)

    def test_mean_refuses(self):
        with self.assertRaises(ValueError):
            mean([])

    def test_rises(self):
        self.assertEqual(rises([1, 2, 2, 3, 1]), 2)


if __name__ == "__main__":
    unittest.main()
`;
}

/** As {@linkcode gaugeTests}, but nobody looks at what clamp() and rises() give. */
export function weakGaugeTests(moduleName: string): string {
  return gaugeTests(moduleName).replace(/^ {4}def test_(?:clamp_[io]|rises)[^]*?(?=\n\n)/gm, "");
}

/** The seed of the small scenario with that number. */
export function smallSeed(n = 1): Seed {
  return { domain: "Metrology", topic: "Gauges", subtopic: `Gauge ${n}` };
}

/** What a small scenario may have different. */
export interface SmallParts {
  readonly name?: string;
  readonly code?: string;
  readonly tests?: string;
  readonly bugs?: readonly Readonly<Record<"description" | "root_cause" | "find" | "replace", string>>[];
}

/** A scenario as an author's document; JSON is YAML too. */
export function smallDocument(seed: Seed, parts: SmallParts = {}): string {
  const name = parts.name ?? "gauge";
  return JSON.stringify({
    ...seed,
    module_name: name,
    summary: "Clamps, averages and counts readings.",
    problem_description: "Clamp a reading, average readings, count how often they rise.",
    solution_outline: "1. Clamp.\n2. Average.\n3. Count.",
    correct_code: parts.code ?? GAUGE_CODE,
    unit_tests: parts.tests ?? gaugeTests(name),
    bugs: parts.bugs ?? [],
  });
}

/** The small scenario, checked. */
export async function checkedSmall(python: Python, parts: SmallParts = {}): Promise<CheckedSpec> {
  const seed = smallSeed();
  const { outcome } = readSpec(smallDocument(seed, parts), seed, null);
  if (!outcome.ok) throw new Error(outcome.rejection.detail);
  const checked = await checkSources(outcome.value.spec, python);
  if (!checked.ok) throw new Error(checked.rejection.detail);
  return checked.value;
}

/** The small scenario as no check lets it through: for what must hold its own against such sources. */
export async function uncheckedSmall(python: Python, parts: SmallParts = {}): Promise<CheckedSpec> {
  const seed = smallSeed();
  const { outcome } = readSpec(smallDocument(seed, parts), seed, null);
  if (!outcome.ok) throw new Error(outcome.rejection.detail);
  const { spec } = outcome.value;
  const [code, tests] = await Promise.all(
    [spec.correctCode, spec.unitTests].map((text) => python.parse(text)),
  );
  if (!code!.ok || !tests!.ok) throw new Error("the small scenario does not parse");
  return { spec, tree: code!.tree, testIds: findTestIds(tests!.tree) };
}

/** An author who has these documents, by seed, and says so where it has none. */
export function authorOf(
  documents: readonly (readonly [Seed, string])[],
  { repeats = true }: { repeats?: boolean } = {},
): Author {
  const texts = new Map(documents.map(([seed, text]) => [seedKey(seed), text]));
  return {
    name: "small",
    model: null,
    repeats,
    write({ draw }) {
      const text = texts.get(seedKey(draw.seed));
      return Promise.resolve(
        text === undefined
          ? {
            kind: "none",
            reason: "unknown_seed",
            detail: "this author knows nothing of it",
            usage: NO_USAGE,
          }
          : {
            kind: "text",
            text,
            usage: { ...NO_USAGE, requests: 1, kept: 0, promptTokens: 10, completionTokens: 20 },
          },
      );
    },
  };
}

/** Seeds 1 to `count`, and an author who has a module of its own name for each. */
export function smallAuthor(
  count: number,
  options: { repeats?: boolean; parts?: SmallParts } = {},
): { author: Author; seeds: readonly Seed[] } {
  const seeds = Array.from({ length: count }, (_, at) => smallSeed(at + 1));
  const documents = seeds.map((seed, at) =>
    [seed, smallDocument(seed, { name: `gauge_${at + 1}`, ...options.parts })] as const
  );
  return { author: authorOf(documents, options), seeds };
}
