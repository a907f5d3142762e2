import type { AuthorBug } from "./spec.ts";
import { badCharacter, byteLength, isMapping, kindOf, quoted } from "./text_check.ts";

const MAX_BUGS = 50;
const MAX_BYTES = 10_000;
const KEYS = ["description", "root_cause", "find", "replace"] as const;

/** An author's bugs, read. */
export interface ReadBugs {
  /** Those that fit their module. */
  readonly bugs: readonly AuthorBug[];
  /** One line on each that was dropped. */
  readonly droppedBugs: readonly string[];
}

/**
 * The bugs of a document. A bad entry never costs the document: it is dropped, and named.
 *
 * @param value What stands under `bugs`; undefined where the key is missing.
 * @param code The module, normalised: `find` must stand in it exactly once.
 * @param unread Problems of entries that could not be read, by their index.
 */
export function readBugs(
  value: unknown,
  code: string,
  unread: ReadonlyMap<number, string> = new Map(),
): ReadBugs {
  if (value === undefined || value === null) return { bugs: [], droppedBugs: [] };
  if (!Array.isArray(value)) return { bugs: [], droppedBugs: [`bugs is ${kindOf(value)}, not a list`] };
  const bugs: AuthorBug[] = [];
  const droppedBugs: string[] = [];
  value.slice(0, MAX_BUGS).forEach((entry: unknown, index) => {
    const problem = unread.get(index) ?? bugProblem(entry, code);
    if (problem === null) bugs.push(toBug(entry as Record<string, string>));
    else droppedBugs.push(`bugs[${index}]: ${problem}`);
  });
  if (value.length > MAX_BUGS) {
    droppedBugs.push(`bugs has ${value.length} entries, at most ${MAX_BUGS} are read`);
  }
  return { bugs, droppedBugs };
}

function bugProblem(entry: unknown, code: string): string | null {
  if (!isMapping(entry)) return `the entry is ${kindOf(entry)}, not a mapping`;
  const missing = KEYS.filter((key) => !Object.hasOwn(entry, key));
  if (missing.length > 0) return missing.map((key) => `${key} is missing`).join("; ");
  const unknown = Object.keys(entry).find((key) => !(KEYS as readonly string[]).includes(key));
  if (unknown !== undefined) return `unknown key ${quoted(unknown)}`;
  for (const key of KEYS) {
    const text = entry[key];
    if (typeof text !== "string") {
      return `${key} is ${kindOf(text)}${text === null ? "" : ", not a text"}`;
    }
    // An empty `replace` takes the found text away.
    if (key !== "replace" && text.trim() === "") return `${key} is blank`;
    if (byteLength(text) > MAX_BYTES) return `${key} is longer than ${MAX_BYTES} bytes`;
    const bad = badCharacter(unixLines(text), key === "find" || key === "replace" ? "code" : "prose");
    if (bad !== null) return `${key} has ${bad}`;
  }
  const { find, replace } = toBug(entry as Record<string, string>);
  if (find === replace) return "find and replace are the same";
  const first = code.indexOf(find);
  if (first < 0) return "find does not occur in correct_code";
  if (code.indexOf(find, first + 1) >= 0) return "find occurs more than once in correct_code";
  return null;
}

function toBug(entry: Readonly<Record<string, string>>): AuthorBug {
  return {
    description: unixLines(entry.description!).trim(),
    rootCause: unixLines(entry.root_cause!).trim(),
    find: unixLines(entry.find!),
    replace: unixLines(entry.replace!),
  };
}

function unixLines(text: string): string {
  return text.replaceAll("\r\n", "\n");
}
