import { fromFileUrl } from "@std/path";
import { parse } from "@std/yaml";
import { type Random, seededRandom, shuffle } from "../../lib/core/random.ts";
import { type Seed, seedKey } from "../../lib/core/seed.ts";
import { estimateSimilarity, NEAR_DUPLICATE, sketchModule } from "../../lib/core/token_shingles.ts";

/** A small function with its tests and one bug, of which modules are put together. */
export interface ModulePart {
  readonly title: string;
  /** The function, with constants and helpers that belong to it; all of its top-level names are its own. */
  readonly code: string;
  /** Methods of its test class. */
  readonly tests: string;
  readonly description: string;
  readonly root_cause: string;
  readonly find: string;
  readonly replace: string;
}

/** A document as an author may write it: the keys in order, all of them good. */
export interface GeneratedDocument {
  readonly seed: Seed;
  readonly keys: Readonly<Record<string, string>>;
  readonly bugs: readonly Readonly<Record<string, string>>[];
}

const FOLDER = new URL("../testdata/module_parts/", import.meta.url);
const PARTS_PER_MODULE = 5;
/** So many choices in a row that resemble an earlier one: there are hardly any others. */
const MOST_MISSES = 500;
const MOST_SIMILAR = 0.9 * NEAR_DUPLICATE;

/** All parts, in the order of their files. */
export async function readParts(): Promise<readonly ModulePart[]> {
  const names = [...Deno.readDirSync(fromFileUrl(FOLDER))].map(({ name }) => name).sort();
  const texts = await Promise.all(names.map((name) => Deno.readTextFile(new URL(name, FOLDER))));
  return texts.flatMap((text) => parse(text, { schema: "core" }) as ModulePart[]);
}

/**
 * So many seeds with the parts of their modules; the n-th is the same whatever the count. No module is a near-duplicate
 * of another.
 *
 * @throws {RangeError} where the parts do not suffice.
 */
export function generateScenarios(
  parts: readonly ModulePart[],
  count: number,
): readonly { readonly seed: Seed; readonly parts: readonly ModulePart[] }[] {
  const random = seededRandom("scenarios");
  const chosen: (readonly ModulePart[])[] = [];
  const sketches: Uint32Array[] = [];
  for (let misses = 0; chosen.length < count; misses++) {
    if (misses > MOST_MISSES) throw new RangeError(`Cannot generate ${count} scenarios: too few parts`);
    const next = chooseParts(parts, random);
    const sketch = sketchModule(composeCode(next));
    if (sketches.some((other) => estimateSimilarity(sketch, other) > MOST_SIMILAR)) continue;
    chosen.push(next);
    sketches.push(sketch);
    misses = 0;
  }
  return chosen.map((own, at) => {
    const subtopic = `Composition ${at + 1} of ${own.slice(0, 3).map(({ title }) => title).join(", ")}`;
    return { seed: { domain: "Numerical Recipes", topic: own[0]!.title, subtopic }, parts: own };
  });
}

/** The parts for a seed that is not of the catalogue, or for another module of one that is. */
export function partsFor(parts: readonly ModulePart[], seed: Seed, variant = 1): readonly ModulePart[] {
  return chooseParts(parts, seededRandom(`${seedKey(seed)} ${variant}`));
}

function chooseParts(parts: readonly ModulePart[], random: Random): readonly ModulePart[] {
  return shuffle(random, parts).slice(0, PARTS_PER_MODULE);
}

/** A module of some parts, with its tests, its prose and a bug in each part. */
export function composeDocument(
  seed: Seed,
  parts: readonly ModulePart[],
  moduleName: string,
): GeneratedDocument {
  const titles = parts.map(({ title }) => title);
  const code = composeCode(parts);
  const names = [...code.matchAll(/^(?:def )?(\w+)(?:\(| =)/gm)].map(([, name]) => name);
  const tests = parts.map(({ title, tests }) =>
    `class ${title.replace(/\W/g, "")}Test(unittest.TestCase):\n${indented(tests, 4)}`
  );
  const keys = {
    domain: seed.domain,
    topic: seed.topic,
    subtopic: seed.subtopic,
    module_name: moduleName,
    summary: `Functions for ${titles.length} tasks, among them ${titles[0]}.`,
    problem_description: `${titles.join(", ")}: one function each, as its docstring says.\n\n` +
      "Values that make no sense raise ValueError.",
    solution_outline: titles.map((title, at) => `${at + 1}. Write the function for ${title}.`).join("\n"),
    correct_code: code,
    unit_tests: `import math\nimport unittest\n\nfrom ${moduleName} import (${wrapped(names)})\n\n\n` +
      `${tests.join("\n\n\n")}\n\n\nif __name__ == "__main__":\n    unittest.main()\n`,
  };
  const bugs = parts.map(({ description, root_cause, find, replace }) => ({
    description,
    root_cause,
    find,
    replace,
  }));
  return { seed, keys, bugs };
}

function composeCode(parts: readonly ModulePart[]): string {
  const code = parts.map(({ code }) => code.trimEnd()).join("\n\n\n");
  const imports = /\bmath\./.test(code) ? "import math\n\n\n" : "\n";
  return `"""${parts[0]!.title} and ${parts.length - 1} more."""\n${imports}${code}\n`;
}

function indented(text: string, by: number): string {
  return text.trimEnd().split("\n").map((line) => line === "" ? "" : " ".repeat(by) + line).join("\n");
}

function wrapped(names: readonly (string | undefined)[]): string {
  return `\n    ${[...new Set(names)].join(",\n    ")},\n`;
}
