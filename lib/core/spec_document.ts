import { readBugs } from "./author_bugs.ts";
import { moduleNameProblem } from "./module_name.ts";
import { accept, type Outcome, reject } from "./rejection.ts";
import type { Seed } from "./seed.ts";
import type { Spec } from "./spec.ts";
import { badCharacter, byteLength, kindOf, quoted } from "./text_check.ts";

/** Keys that every document has, in the order in which an author is asked for them. */
export const SPEC_KEYS = [
  "domain",
  "topic",
  "subtopic",
  "module_name",
  "summary",
  "problem_description",
  "solution_outline",
  "correct_code",
  "unit_tests",
] as const;

/** A key that every document has. */
export type SpecKey = typeof SPEC_KEYS[number];

/** A document that was taken. */
export interface SpecDocument {
  /** The fields, checked and normalised. */
  readonly spec: Spec;
  /** One line on each of the author's bugs that was left out of `spec.bugs`. */
  readonly droppedBugs: readonly string[];
}

const MAX_BYTES: Readonly<Record<SpecKey, number>> = {
  domain: 200,
  topic: 200,
  subtopic: 200,
  module_name: 200,
  summary: 500,
  problem_description: 20_000,
  solution_outline: 20_000,
  correct_code: 100_000,
  unit_tests: 100_000,
};

/**
 * A document, parsed by whatever reader, as a spec. It comes from a model or from the offline library, and
 * is trusted in neither case. Line ends and outer blanks are made uniform; nothing else is repaired. A key
 * `end` says nothing here: it belongs to the text.
 *
 * Rejections: "answer_incomplete" (a key is missing) or "answer_invalid", with every problem that was found
 * in `detail`, joined by "; ", worded for the author to act on.
 *
 * @param unread Problems of entries of `bugs` that could not be read, by their index.
 */
export function readSpecDocument(
  document: Readonly<Record<string, unknown>>,
  seed: Seed,
  unread: ReadonlyMap<number, string> = new Map(),
): Outcome<SpecDocument> {
  const missing = SPEC_KEYS.filter((key) => !Object.hasOwn(document, key));
  const problems = [...missing.map((key) => `${key} is missing`), ...unknownKeys(document)];
  const fields = readFields(document, problems);
  problems.push(...seedProblems(fields, seed));
  if (fields.module_name !== undefined) {
    const problem = moduleNameProblem(fields.module_name);
    if (problem !== null) problems.push(problem);
  }
  if (problems.length > 0) {
    return reject(missing.length > 0 ? "answer_incomplete" : "answer_invalid", problems.join("; "));
  }
  const complete = fields as Record<SpecKey, string>;
  const { bugs, droppedBugs } = readBugs(document.bugs, complete.correct_code, unread);
  const spec: Spec = {
    seed,
    summary: complete.summary,
    moduleName: complete.module_name,
    problemDescription: complete.problem_description,
    solutionOutline: complete.solution_outline,
    correctCode: complete.correct_code,
    unitTests: complete.unit_tests,
    bugs,
  };
  return accept({ spec, droppedBugs });
}

function unknownKeys(document: Readonly<Record<string, unknown>>): string[] {
  const known: readonly string[] = [...SPEC_KEYS, "bugs", "end"];
  const unknown = Object.keys(document).filter((key) => !known.includes(key));
  const named = unknown.slice(0, 5).map((key) => `unknown key ${quoted(key)}`);
  return unknown.length > 5 ? [...named, `${unknown.length - 5} more unknown keys`] : named;
}

/** The document's well-formed texts, normalised; problems are added to the list. */
function readFields(
  document: Readonly<Record<string, unknown>>,
  problems: string[],
): Partial<Record<SpecKey, string>> {
  const fields: Partial<Record<SpecKey, string>> = {};
  for (const key of SPEC_KEYS) {
    if (!Object.hasOwn(document, key)) continue;
    const given = document[key];
    const value = key === "solution_outline" && Array.isArray(given) ? numberedLines(given) : given;
    const problem = textProblem(key, value);
    if (problem === null) fields[key] = normalised(key, value as string);
    else problems.push(problem);
  }
  return fields;
}

function textProblem(key: SpecKey, value: unknown): string | null {
  if (value === null) return `${key} is empty`;
  if (typeof value !== "string") {
    return Array.isArray(value) && key === "solution_outline"
      ? `${key} is a list with entries that are not texts: quote those with ": " in them`
      : `${key} is ${kindOf(value)}, not a text`;
  }
  if (value.trim() === "") return `${key} is blank`;
  const bytes = byteLength(value);
  if (bytes > MAX_BYTES[key]) return `${key} is ${bytes} bytes long, at most ${MAX_BYTES[key]}`;
  const text = value.replaceAll("\r\n", "\n");
  const bad = badCharacter(text, isCode(key) ? "code" : "prose");
  if (bad !== null) return `${key} has ${bad}`;
  const strange = isCode(key) ? /^ *[^\S \n]/m.exec(text) : null;
  if (strange === null) return null;
  const line = text.slice(0, strange.index).split("\n").length;
  return `${key} is indented by something else than blanks in line ${line}`;
}

function normalised(key: SpecKey, value: string): string {
  const text = value.replaceAll("\r\n", "\n");
  if (isCode(key)) return `${text.trimEnd()}\n`;
  return key === "summary" ? text.trim().split(/\s+/).join(" ") : text.trim();
}

function isCode(key: SpecKey): boolean {
  return key === "correct_code" || key === "unit_tests";
}

function seedProblems(fields: Partial<Record<SpecKey, string>>, seed: Seed): string[] {
  return (["domain", "topic", "subtopic"] as const)
    .filter((key) => fields[key] !== undefined && fields[key] !== seed[key])
    .map((key) => `${key} is ${quoted(fields[key]!)}, asked for ${quoted(seed[key])}`);
}

/** A list of steps as numbered lines; the list itself where an entry is no text. */
function numberedLines(steps: readonly unknown[]): unknown {
  if (!steps.every((step) => typeof step === "string")) return steps;
  return steps.map((step, index) => `${index + 1}. ${step.trim().replace(/^\d+[.)]\s+/, "")}`).join("\n");
}
