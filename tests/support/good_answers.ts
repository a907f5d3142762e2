import { parse } from "@std/yaml";
import { pick, type Random, shuffle } from "../../lib/core/random.ts";
import { type Seed, seedKey } from "../../lib/core/seed.ts";
import { isMapping } from "../../lib/core/text_check.ts";
import {
  composeDocument,
  type GeneratedDocument,
  generateScenarios,
  type ModulePart,
  partsFor,
} from "./generated_modules.ts";
import { narrateWell, readReasoning } from "./narration_answers.ts";
import type { ReadPrompt } from "./read_prompt.ts";
import { renderBugs, renderKeys, renderYaml } from "./render_document.ts";

/** A model that knows what it is asked: right answers to every prompt of the program. */
export class GoodModel {
  readonly #parts: readonly ModulePart[];
  readonly #known: ReadonlyMap<string, { readonly number: number; readonly parts: readonly ModulePart[] }>;

  /** @param count So many scenarios are its catalogue; for others it makes something up. */
  constructor(parts: readonly ModulePart[], count: number) {
    this.#parts = parts;
    const scenarios = generateScenarios(parts, count);
    this.#known = new Map(scenarios.map(({ seed, parts }, at) => [seedKey(seed), { number: at + 1, parts }]));
    this.seeds = scenarios.map(({ seed }) => seed);
  }

  /** Its catalogue. */
  readonly seeds: readonly Seed[];

  /** Which scenario of the catalogue a seed is, from 1; null where it is none. */
  numberOf(seed: Seed): number | null {
    return this.#known.get(seedKey(seed))?.number ?? null;
  }

  /** The text of the answer; the same chance gives the same answer. */
  answer(prompt: ReadPrompt, random: Random): string {
    switch (prompt.asked) {
      case "module":
      case "repair":
        return this.#module(prompt, random);
      case "llm_variant":
      case "complicate":
        return `${renderBugs(this.bugs(prompt, random))}end: true\n`;
      case "llm_feature": {
        const [bug] = this.bugs({ ...prompt, count: 1 }, random);
        const edit = bug === undefined ? [] : [{ find: bug.find!, replace: bug.replace! }];
        const edits = renderBugs(edit).replace("bugs:", "edits:");
        return `change: "A shorter way to the same result."\n${edits}end: true\n`;
      }
      case "narration":
        return narrateWell(readReasoning(prompt.said.join("\n")));
      case "scenario":
        return JSON.stringify(this.#scenarios(prompt, random));
      default:
        return "I am sorry, I do not know this subject.";
    }
  }

  /** The document that is asked for: another one where one is not wanted again. */
  document({ seed, said, answered }: ReadPrompt): GeneratedDocument {
    const told = [...said, said.at(-1)?.includes("really different") ? answered : ""].join("\n");
    for (let variant = 1;; variant++) {
      const document = this.#variant(seed!, variant);
      if (!told.includes(document.keys.summary!)) return document;
    }
  }

  #variant(seed: Seed, variant: number): GeneratedDocument {
    const known = this.#known.get(seedKey(seed));
    const name = `composed_${known?.number ?? "new"}${variant === 1 ? "" : `_${variant}`}`;
    const parts = variant === 1 && known ? known.parts : partsFor(this.#parts, seed, variant);
    return composeDocument(seed, parts, name);
  }

  #module(prompt: ReadPrompt, random: Random): string {
    const document = this.document(prompt);
    const before = prompt.answered === null ? null : readMapping(prompt.answered);
    const wantsKeys = prompt.said.at(-1)!.includes("ONLY the keys");
    if (before === null || !wantsKeys || random.next() < 0.2) return renderYaml(document);
    const wrong = Object.entries(document.keys).filter(([key, text]) => !sameText(before[key], text));
    const bugs = before.bugs !== undefined && sameBugs(before.bugs, document.bugs) ? null : document.bugs;
    return wrong.length === 0 && bugs === null ? renderYaml(document) : renderKeys(wrong, bugs);
  }

  /** Bugs of the parts that the module is made of; in a module of others, sign and boundary mistakes. */
  bugs({ code, count }: ReadPrompt, random: Random): readonly Readonly<Record<string, string>>[] {
    const own = this.#parts.filter(({ find }) => code!.split(find).length === 2);
    const fitting = own.length > 0 ? own : slipsOf(code!);
    return shuffle(random, fitting).slice(0, count).map(({ description, root_cause, find, replace }) => ({
      description,
      root_cause,
      find,
      replace,
    }));
  }

  #scenarios({ said, count }: ReadPrompt, random: Random): readonly Seed[] {
    const told = said.join("\n");
    const domain = /to the domain (".*?")/.exec(told)?.[1];
    const topic = /its topic (".*?")/.exec(told)?.[1];
    const titles = shuffle(random, this.#parts).map(({ title }) => title);
    return Array.from({ length: count }, (_, at) => ({
      domain: domain ? JSON.parse(domain) : titles.at(-1)!,
      topic: topic ? JSON.parse(topic) : titles.at(-2)!,
      subtopic: `${titles[at % titles.length]} and ${pick(random, titles)}`,
    }));
  }
}

const SLIPS = [[" + ", " - "], [" - ", " + "], [" * ", " / "], [" <= ", " < "], [" < ", " <= "], [
  " > ",
  " >= ",
]] as const;

/** For each line that stands once, what it says with one operator mistaken for another. */
function slipsOf(code: string): readonly Omit<ModulePart, "title" | "code" | "tests">[] {
  const lines = code.split("\n").map((line) => line.trim()).filter((line) => code.split(line).length === 2);
  return lines.flatMap((find) =>
    SLIPS.filter(([right]) => find.includes(right)).map(([right, wrong]) => ({
      description: `Where it should say "${right.trim()}", the code says "${wrong.trim()}".`,
      root_cause: "One operator was mistaken for another.",
      find,
      replace: find.replace(right, wrong),
    }))
  );
}

function readMapping(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value = parse(text, { schema: "core" });
    return isMapping(value) ? value : null;
  } catch {
    return null;
  }
}

/** Looks no deeper than a list of bugs goes: what a bad answer holds may have no end. */
function sameBugs(given: unknown, bugs: GeneratedDocument["bugs"]): boolean {
  return Array.isArray(given) && given.length === bugs.length &&
    bugs.every((bug, at) =>
      isMapping(given[at]) && Object.entries(bug).every(([key, text]) => given[at][key] === text)
    );
}

function sameText(given: unknown, text: string): boolean {
  return typeof given === "string" && given.trim() === text.trim();
}
