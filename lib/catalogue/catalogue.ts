import { UsageError } from "../core/errors.ts";
import { accept, type Outcome, reject } from "../core/rejection.ts";
import { parseJson } from "../core/parse_json.ts";
import { parseDrawKey, type Seed, seedKey } from "../core/seed.ts";
import { shownValue } from "../core/text_check.ts";
import { readTextBounded } from "../files/read_bounded.ts";

/** The scenarios that tasks are drawn from. */
export interface Catalogue {
  /** Where it came from: a path, or "built-in". */
  readonly name: string;
  /** At least one; no two have the same key. */
  readonly seeds: readonly Seed[];
}

/** Longest catalogue that is read, in bytes. */
const MAX_BYTES = 64 * 1024 * 1024;

/** Most scenarios of a catalogue: each is compared with new ones, and every draw looks through them. */
const MAX_SCENARIOS = 200_000;

/** Most JSON values of a catalogue: room for entries with a few keys more than ours. */
const MAX_VALUES = 2_000_000;

/** Longest domain, topic or subtopic, in characters: it stands in prompts, keys and journals. */
const MAX_PART = 300;

/**
 * The catalogue of a file, or the built-in one for null.
 *
 * @throws {UsageError} where the file cannot be read or is no catalogue.
 */
export async function loadCatalogue(path: string | null): Promise<Catalogue> {
  return parseCatalogue(await readCatalogueText(path), path ?? "built-in");
}

/**
 * The text of a file that may hold a catalogue, or the built-in one's for null.
 *
 * @throws {UsageError} where the file cannot be read.
 */
export async function readCatalogueText(path: string | null): Promise<string> {
  if (path !== null) return await readTextBounded(path, MAX_BYTES);
  return (await import("../../scenario_catalog.json", { with: { type: "text" } })).default;
}

/**
 * A catalogue's JSON text as its seeds, in the order of the text. Three shapes are taken:
 * `{"schema_version": 1, "scenarios": [{"domain", "topic", "subtopic"}]}`, the bare list of such entries, and
 * `{"<domain>": {"<topic>": ["<subtopic>", ...]}}`.
 *
 * @throws {UsageError} `Cannot read catalogue "<name>": <state>`.
 */
export function parseCatalogue(text: string, name: string): Catalogue {
  const seeds = parseEntries(text, name);
  if (seeds.length === 0) throw new UsageError(`Cannot read catalogue "${name}": it has no scenarios`);
  return { name, seeds };
}

/**
 * As {@linkcode parseCatalogue}, for a catalogue that may still be empty.
 *
 * @throws {UsageError} likewise.
 */
export function parseEntries(text: string, name: string): readonly Seed[] {
  const refuse = (state: string): never => {
    throw new UsageError(`Cannot read catalogue "${name}": ${state}`);
  };
  const parsed = parseJson(text, MAX_VALUES);
  if (!parsed.ok) return refuse(parsed.rejection.detail);
  const seeds: Seed[] = [];
  const places = new Map<string, number>();
  const entries = entriesOf(parsed.value, refuse);
  if (entries.length > MAX_SCENARIOS) refuse(`it has more than ${MAX_SCENARIOS} scenarios`);
  for (const entry of entries) {
    const place = seeds.length + 1;
    const read = readEntry(entry);
    if (!read.ok) return refuse(`entry ${place} ${read.rejection.detail}`);
    const seed = read.value;
    const key = seedKey(seed);
    const first = places.get(key);
    if (first !== undefined) refuse(`entry ${place} "${key}" is a duplicate of entry ${first}`);
    places.set(key, place);
    seeds.push(seed);
  }
  return seeds;
}

type Refuse = (state: string) => never;

function entriesOf(value: unknown, refuse: Refuse): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (!isRecord(value)) return refuse("it is neither a list nor an object");
  if (Array.isArray(value.scenarios)) {
    const version = value.schema_version ?? 1;
    if (version !== 1) {
      refuse(`its schema_version is ${shownValue(version)}, and this program reads 1`);
    }
    return value.scenarios;
  }
  if ("schema_version" in value) refuse(`its "scenarios" are not a list`);
  return nestedEntries(value, refuse);
}

function nestedEntries(domains: Record<string, unknown>, refuse: Refuse): readonly unknown[] {
  return Object.entries(domains).flatMap(([domain, topics]) => {
    if (!isRecord(topics)) return refuse(`domain ${shownValue(domain)} is not an object of topics`);
    return Object.entries(topics).flatMap(([topic, subtopics]) => {
      if (!Array.isArray(subtopics)) {
        return refuse(`topic ${shownValue(`${domain}::${topic}`)} is not a list of subtopics`);
      }
      return subtopics.map((subtopic: unknown) => ({ domain, topic, subtopic }));
    });
  });
}

/**
 * One entry of a catalogue as a seed; a refusal's detail follows the word for the entry, such as "has no
 * topic".
 */
export function readEntry(entry: unknown): Outcome<Seed> {
  if (!isRecord(entry)) return reject("entry_invalid", "is not an object with domain, topic and subtopic");
  const parts: string[] = [];
  for (const field of ["domain", "topic", "subtopic"]) {
    const value = entry[field];
    if (value === undefined) return reject("entry_invalid", `has no ${field}`);
    if (typeof value !== "string") return reject("entry_invalid", `has a ${field} that is not a string`);
    const problem = partProblem(value);
    if (problem !== null) {
      return reject("entry_invalid", `has a ${field} ${problem}: ${shownValue(value)}`);
    }
    parts.push(value);
  }
  const [domain, topic, subtopic] = parts as [string, string, string];
  return accept({ domain, topic, subtopic });
}

/**
 * Why a text cannot be part of a key, and hence of file names and state files, such as "that is blank"; null
 * where it can.
 */
export function partProblem(text: string): string | null {
  if (text.trim() === "") return "that is blank";
  if (text.length > MAX_PART) return `of more than ${MAX_PART} characters`;
  if (/\p{Cc}|[\u2028\u2029]/u.test(text) || !text.isWellFormed()) return "with control characters";
  if (text.includes("::")) return 'with "::", which separates the parts of a key';
  if (parseDrawKey(text).key !== text) return "that ends with # and a number, as repeated draws do";
  return null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
