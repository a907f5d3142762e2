import { UsageError } from "../core/errors.ts";
import type { Fields, FolderFormat, FoundTask, ImportFormat, RecordFormat } from "../core/import_format.ts";
import { parseJson } from "../core/parse_json.ts";
import { type Outcome, reject } from "../core/rejection.ts";
import { toSortedJson } from "../core/sorted_json.ts";
import { dirname, join } from "../deps/path.ts";
import { fileError } from "../files/file_error.ts";
import { readTextBounded } from "../files/read_bounded.ts";
import { readLines } from "../files/read_lines.ts";

/** Longest file of one task, and longest line, in bytes. */
const MAX_BYTES = 32 * 1024 * 1024;

/** A task that was found, or why what was found is none. */
export interface Found {
  /** What messages call it: its file, with the line where there are several. */
  readonly name: string;
  /** The name of its form; null where it is of none. */
  readonly format: string | null;
  readonly task: Outcome<FoundTask>;
}

/** Something that may be a task, not yet read. */
export type FoundRecord =
  & { readonly name: string }
  & (
    | { readonly kind: "record"; readonly text: string; readonly folder: string }
    | { readonly kind: "folder"; readonly format: FolderFormat; readonly path: string }
    | { readonly kind: "unreadable"; readonly problem: string }
  );

/**
 * What paths name, one after the other: of files as they are; of folders what `.json` and `.jsonl` files below hold, and
 * folders that are tasks. Hidden ones, links to folders, git's repositories, and files of lines below that are of none of the
 * forms, such as journals, are passed over; none comes twice.
 *
 * @throws {UsageError} where a folder cannot be read.
 */
export async function* findRecords(
  paths: readonly string[],
  formats: readonly ImportFormat[],
): AsyncGenerator<FoundRecord> {
  const seen = new Set<string>();
  for (const path of paths) {
    const isFolder = await Deno.stat(path).then((info) => info.isDirectory, () => false);
    for await (const found of isFolder ? recordsBelow(path, formats) : recordsIn(path, null)) {
      if (!seen.has(found.name)) yield found;
      seen.add(found.name);
    }
  }
}

/** The tasks that {@linkcode findRecords} finds. */
export async function* findTasks(
  paths: readonly string[],
  formats: readonly ImportFormat[],
): AsyncGenerator<Found> {
  for await (const record of findRecords(paths, formats)) yield await readFound(record, formats);
}

/** The task of what was found, in the first of some forms that recognises it. */
export async function readFound(found: FoundRecord, formats: readonly ImportFormat[]): Promise<Found> {
  const { name } = found;
  if (found.kind === "unreadable") return { name, format: null, task: reject("unreadable", found.problem) };
  if (found.kind === "folder") {
    return { name, format: found.format.name, task: await found.format.read(found.path) };
  }
  const { text, folder } = found;
  const record = objectOf(text);
  if (!record.ok) return { name, format: null, task: record };
  const format = recordFormat(record.value, formats);
  if (format === null) {
    return { name, format: null, task: reject("unknown_format", "it has the keys of no form that is known") };
  }
  return { name, format: format.name, task: await format.read(record.value, { folder, text }) };
}

async function* recordsBelow(folder: string, formats: readonly ImportFormat[]): AsyncGenerator<FoundRecord> {
  let entries: Deno.DirEntry[];
  try {
    entries = (await Array.fromAsync(Deno.readDir(folder))).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    throw fileError("read", folder, error);
  }
  const names = entries.map(({ name }) => name);
  const format = formats.find((each): each is FolderFormat =>
    each.kind === "folder" && each.recognises(names)
  );
  if (format !== undefined) return yield { name: folder, kind: "folder", format, path: folder };
  for (const { name, isDirectory } of entries) {
    if (name.startsWith(".") || name.endsWith(".git")) continue;
    if (isDirectory) yield* recordsBelow(join(folder, name), formats);
    else if (/\.jsonl?$/.test(name)) yield* recordsIn(join(folder, name), formats);
  }
}

/** @param formats Of which a file of lines must be; null for any. */
async function* recordsIn(
  path: string,
  formats: readonly ImportFormat[] | null,
): AsyncGenerator<FoundRecord> {
  const folder = dirname(path);
  try {
    if (path.endsWith(".jsonl")) {
      for await (const { number, text } of readLines(path, MAX_BYTES)) {
        if (text.trim() === "") continue;
        if (formats !== null && number === 1 && !isKnown(text, formats)) return;
        yield { name: `${path}:${number}`, kind: "record", text, folder };
      }
      return;
    }
    const text = await readTextBounded(path, MAX_BYTES);
    const parsed = text.trimStart().startsWith("[") ? parseJson(text) : null;
    if (!parsed?.ok || !Array.isArray(parsed.value)) {
      return yield { name: path, kind: "record", text, folder };
    }
    for (const [at, record] of parsed.value.entries()) {
      yield { name: `${path}:${at + 1}`, kind: "record", text: toSortedJson(record), folder };
    }
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    yield { name: path, kind: "unreadable", problem: error.message };
  }
}

function isKnown(text: string, formats: readonly ImportFormat[]): boolean {
  const record = objectOf(text);
  return record.ok && recordFormat(record.value, formats) !== null;
}

function objectOf(text: string): Outcome<Fields> {
  const parsed = parseJson(text);
  if (!parsed.ok) return parsed;
  const { value } = parsed;
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? { ok: true, value: value as Fields }
    : reject("no_task", "it is not a JSON object");
}

function recordFormat(record: Fields, formats: readonly ImportFormat[]): RecordFormat | null {
  return formats.find((each): each is RecordFormat => each.kind === "record" && each.recognises(record)) ??
    null;
}
