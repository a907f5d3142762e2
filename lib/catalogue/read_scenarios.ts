import { parseJson } from "../core/parse_json.ts";
import { isMapping } from "../core/text_check.ts";

/** What a model wrote of one scenario; each part may be missing, or be no text. */
export type RawScenario = Readonly<Partial<Record<"domain" | "topic" | "subtopic", unknown>>>;

/** Longest answer that is read, in characters. */
const MAX_LENGTH = 1_000_000;

/** Longest line or name that is looked into. */
const MAX_LINE = 1000;

/**
 * The scenarios of a model's answer, none where it has none. The answer is a JSON list of objects; taken are
 * also prose, code fences and thoughts around it, one object a line, a list that is cut off (without what is
 * incomplete), lists of subtopics alone, a catalogue by domain and topic, the same as lines "subtopic: ...",
 * lines "domain::topic::subtopic", and a plain list of bullets.
 */
export function readScenarios(answer: string): readonly RawScenario[] {
  const text = withoutThoughts(answer.slice(0, MAX_LENGTH)).replaceAll(/\r\n?/g, "\n");
  for (const part of [text, ...fenced(text), between(text, "[", "]"), between(text, "{", "}")]) {
    const found = scenariosOf(valueOf(part));
    if (found.length > 0) return found;
  }
  const objects = [...text.matchAll(/\{[^{}]*\}/g)].flatMap(([object]) => scenariosOf([valueOf(object)]));
  if (objects.length > 0) return objects;
  const lines = text.split("\n").filter((line) =>
    line.length <= MAX_LINE && line.trim() !== "" && !/^ *```/.test(line)
  );
  const labelled = labelledScenarios(lines);
  if (labelled.length > 0) return labelled;
  const keys = lines.filter((line) => line.includes("::")).flatMap(scenarioOf);
  if (keys.length > 0) return keys;
  return lines.every((line) => BULLET.test(line)) ? lines.flatMap(scenarioOf) : [];
}

/** A text without the thoughts that some models write out; their beginning may be missing, or their end. */
function withoutThoughts(text: string): string {
  const end = text.lastIndexOf("</think>");
  const rest = end < 0 ? text : text.slice(end + "</think>".length);
  const start = rest.indexOf("<think>");
  return start < 0 ? rest : rest.slice(0, start);
}

function fenced(text: string): string[] {
  return [...text.matchAll(/^ *```[^\n]*\n([^]*?)^ *```/gm)].map(([, inside]) => inside!);
}

function between(text: string, open: string, close: string): string {
  return text.slice(Math.max(0, text.indexOf(open)), text.lastIndexOf(close) + 1);
}

/** The value of a JSON text; null where it is none. */
function valueOf(text: string): unknown {
  const parsed = parseJson(text);
  return parsed.ok ? parsed.value : null;
}

function scenariosOf(value: unknown): RawScenario[] {
  if (Array.isArray(value)) return value.flatMap(scenarioOf);
  if (!isMapping(value)) return [];
  const alone = scenarioOf(value);
  if (alone.length > 0) return alone;
  const lists = Object.entries(value).filter(([key, list]) =>
    Array.isArray(list) && (list.some(isMapping) || /^(?:subtopics|scenarios|entries)$/i.test(key))
  );
  const found = lists.flatMap(([, list]) => scenariosOf(list));
  if (found.length > 0) return found.map((each) => ({ ...pickParts(value), ...each }));
  return nestedScenarios(value);
}

/** Of `{"<domain>": {"<topic>": ["<subtopic>"]}}`. */
function nestedScenarios(value: Readonly<Record<string, unknown>>): RawScenario[] {
  return Object.entries(value).flatMap(([domain, topics]) =>
    !isMapping(topics)
      ? []
      : Object.entries(topics).flatMap(([topic, subtopics]) =>
        Array.isArray(subtopics) ? subtopics.map((subtopic: unknown) => ({ domain, topic, subtopic })) : []
      )
  );
}

const BULLET = /^\s*(?:[-*•]|\d+[.)])\s+/;

/** One entry of a list, an object or a line with one or all three parts, as a list of none or one. */
function scenarioOf(entry: unknown): RawScenario[] {
  if (typeof entry === "string") {
    const parts = entry.replace(BULLET, "").split("::").map(bare);
    if (parts.length === 3) return [{ domain: parts[0], topic: parts[1], subtopic: parts[2] }];
    return parts.length === 1 && parts[0] !== "" ? [{ subtopic: parts[0] }] : [];
  }
  const parts = isMapping(entry) ? pickParts(entry) : {};
  return parts.subtopic === undefined ? [] : [parts];
}

function pickParts(value: Readonly<Record<string, unknown>>): RawScenario {
  const entries = Object.entries(value).map(([key, part]) => [key.toLowerCase(), part] as const);
  return Object.fromEntries(entries.filter(([key]) => /^(?:domain|topic|subtopic)$/.test(key)));
}

/**
 * Of lines such as "- domain: Optics"; a label that comes again begins the next scenario. A label in quotes
 * is of a JSON text that is cut off in its first object.
 */
function labelledScenarios(lines: readonly string[]): RawScenario[] {
  const found: Record<string, string>[] = [{}];
  for (const line of lines) {
    const match = /^\s*(?:[-*•]\s+|\d+[.)]\s+)?[*_]*(domain|topic|subtopic)[*_]*\s*:[\s*]*(.*)$/i.exec(
      line,
    );
    if (match === null) continue;
    const label = match[1]!.toLowerCase();
    if (found.at(-1)![label] !== undefined) found.push({});
    found.at(-1)![label] = bare(match[2]!);
  }
  return found.flatMap(scenarioOf);
}

/** A name without what stands around it in prose and in code. */
function bare(text: string): string {
  if (text.length > MAX_LINE) return text;
  return text.replaceAll(/^[\s`"'*]+|[\s`"'*,]+$/g, "");
}
