import { isMapping, kindOf, quoted } from "../core/text_check.ts";
import {
  type AnswerShape,
  canonicalKey,
  countKnown,
  type Document,
  END_KEY,
  entriesOf,
  type Field,
  fieldOf,
  isEnd,
  onlyList,
} from "./answer_shape.ts";
import { fail, finishReading, type ReadResult } from "./reading.ts";
import { type Origin, textDoubt } from "./text_doubt.ts";

/** A parsed value, and what is known of the text that it came from. */
export interface ParsedAnswer {
  readonly value: unknown;
  readonly origin: Origin;
  /** Whether the text shows that it is whole, given what stands under `end`. */
  readonly isWhole: (hasEnd: boolean) => boolean;
  readonly repairs: readonly string[];
}

/** Entries of a list whose texts are looked at; callers read fewer. */
const MAX_ENTRIES = 60;

/**
 * A parsed value as a reading: taken out of a key or list around the whole, its keys written as the shape
 * writes them, and each text asked whether it can be what the author meant.
 */
export function shapeValue(
  { value, origin, isWhole, repairs }: ParsedAnswer,
  shape: AnswerShape,
): ReadResult {
  const names = [...repairs];
  const unwrapped = unwrapValue(value, shape, names);
  if (!isMapping(unwrapped)) {
    return fail("answer_not_yaml", `the answer is ${kindOf(unwrapped)}, not a mapping of keys`);
  }
  const renamed = renameKeys(unwrapped, shape);
  if (typeof renamed === "string") {
    return fail("answer_invalid", renamed, countKnown(unwrapped, shape));
  }
  if (renamed.changed) names.push("keys_renamed");
  const { [END_KEY]: end, ...document } = renamed.mapping;
  const doubts = new Map<string, string>();
  const unread = new Map<string, Map<number, string>>();
  for (const [key, given] of Object.entries(document)) {
    const field = fieldOf(shape, key);
    const entries = entriesOf(field);
    if (entries !== null && Array.isArray(given)) {
      const bad = given.slice(0, MAX_ENTRIES).map((entry, index) =>
        [index, entryDoubt(entry, entries, origin)] as const
      ).filter((pair): pair is readonly [number, string] => pair[1] !== null);
      if (bad.length > 0) unread.set(key, new Map(bad));
    } else if (field !== undefined) {
      const doubt = valueDoubt({ key, kind: field, value: given }, origin);
      if (doubt !== null) doubts.set(key, `${key} ${doubt}`);
    }
  }
  const isEnded = isEnd(end);
  // Such as a line of a source that lost its indentation, with the lines below it.
  if (isEnded === null) doubts.set(END_KEY, `${END_KEY} is followed by lines that belong to no key`);
  const last = Object.keys(document).findLast((key) => Object.hasOwn(shape, key)) ?? null;
  return finishReading(
    { document, doubts, unread, whole: isWhole(isEnded === true), last, repairs: names },
    shape,
  );
}

/** The mapping within a list, or within a key that the shape does not know. */
function unwrapValue(value: unknown, shape: AnswerShape, repairs: string[]): unknown {
  const list = onlyList(shape);
  if (Array.isArray(value)) {
    if (list !== null && value.some((entry) => countKnown(entry, list.entries) > 0)) {
      repairs.push("bare_list");
      return { [list.key]: value };
    }
    if (value.length === 0 || value.length > MAX_ENTRIES || !value.every(isMapping)) return value;
    const keys = value.flatMap((part) => Object.keys(part));
    if (new Set(keys).size < keys.length || !value.every((part) => isAllKnown(part, shape))) return value;
    repairs.push("list_merged");
    return Object.fromEntries(value.flatMap((part) => Object.entries(part)));
  }
  if (!isMapping(value) || countKnown(value, shape) > 0) return value;
  if (list !== null && countKnown(value, list.entries) > 1) {
    repairs.push("bare_list");
    return { [list.key]: [value] };
  }
  const outer = Object.entries(value).filter(([key]) => canonicalKey(key, shape) !== END_KEY);
  const inner = outer.length === 1 ? outer[0]![1] : null;
  if (!isMapping(inner) || !isAllKnown(inner, shape)) return value;
  repairs.push("wrapper_removed");
  const end = Object.entries(value).filter(([key]) => canonicalKey(key, shape) === END_KEY);
  return Object.fromEntries([...Object.entries(inner), ...end]);
}

function isAllKnown(mapping: Document, shape: AnswerShape): boolean {
  const isKnown = (key: string) => key === END_KEY || Object.hasOwn(shape, key);
  const keys = Object.keys(mapping).map((key) => canonicalKey(key, shape));
  return keys.length > 0 && keys.every(isKnown);
}

interface Renamed {
  readonly mapping: Document;
  readonly changed: boolean;
}

/**
 * A mapping with the shape's own names for keys, in its lists' entries too; a problem where two keys become
 * one.
 */
function renameKeys(mapping: Document, shape: AnswerShape): Renamed | string {
  const entries: [string, unknown][] = [];
  const seen = new Set<string>();
  let changed = false;
  for (const [given, value] of Object.entries(mapping)) {
    const key = canonicalKey(given, shape);
    if (seen.has(key)) return `${key} stands there twice, once as ${quoted(given)}`;
    seen.add(key);
    changed ||= key !== given;
    const inner = entriesOf(fieldOf(shape, key));
    if (inner === null || !Array.isArray(value)) {
      entries.push([key, value]);
      continue;
    }
    const list = value.slice(0, MAX_ENTRIES).map((entry: unknown) => {
      const renamed = isMapping(entry) ? renameKeys(entry, inner) : null;
      if (renamed === null || typeof renamed === "string") return entry;
      changed ||= renamed.changed;
      return renamed.mapping;
    });
    entries.push([key, [...list, ...value.slice(MAX_ENTRIES)]]);
  }
  return { mapping: Object.fromEntries(entries), changed };
}

function entryDoubt(entry: unknown, shape: AnswerShape, origin: Origin): string | null {
  if (!isMapping(entry)) return null;
  for (const [key, value] of Object.entries(entry)) {
    const field = fieldOf(shape, key);
    if (field === undefined) continue;
    const doubt = valueDoubt({ key, kind: field, value }, origin);
    if (doubt !== null) return entriesOf(field) === null ? `${key} ${doubt}` : `${key}: ${doubt}`;
  }
  return null;
}

function valueDoubt(
  { key, kind, value }: { readonly key: string; readonly kind: Field; readonly value: unknown },
  origin: Origin,
): string | null {
  if (typeof value === "string") return textDoubt({ key, kind, text: value }, origin);
  if (!Array.isArray(value)) return null;
  const entries = entriesOf(kind);
  for (const each of value.slice(0, MAX_ENTRIES)) {
    const doubt = entries !== null
      ? entryDoubt(each, entries, origin)
      : kind !== "prose"
      ? null
      : typeof each === "string"
      ? textDoubt({ key, kind: "line", text: each }, origin)
      : 'is not a text: quote those with ": " in them';
    if (doubt !== null) return entries === null ? `has an entry that ${doubt}` : doubt;
  }
  return null;
}
