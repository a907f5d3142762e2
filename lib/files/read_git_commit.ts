import { inflateSync } from "node:zlib";
import { accept, type Outcome, reject } from "../core/rejection.ts";
import { join } from "../deps/path.ts";
import { sha1 } from "./git_objects.ts";

/** Longest object that is read, in bytes, packed or not: sources are shorter. */
const MAX_BYTES = 4 * 1024 * 1024;

/** A commit as it was read: its files, and the commits before. */
export interface ReadCommit {
  /** Texts by name; files that are no UTF-8 text, or lie in folders, are left out. */
  readonly files: ReadonlyMap<string, string>;
  readonly parents: readonly string[];
}

/**
 * A commit of a bare repository that holds loose objects, without git. Each object is held against its id, so that what is
 * read is what was committed.
 *
 * Rejections: "no_commit".
 */
export async function readGitCommit(repository: string, id: string): Promise<Outcome<ReadCommit>> {
  const commit = await readObject(repository, id, "commit");
  if (!commit.ok) return commit;
  const text = new TextDecoder().decode(commit.value);
  const [, tree] = /^tree ([0-9a-f]{40})\n/.exec(text) ?? [];
  const content = tree ? await readObject(repository, tree, "tree") : null;
  const entries = content?.ok ? readTree(content.value) : null;
  if (!entries) return reject("no_commit", `repo.git holds no readable tree for the commit ${id}`);
  const files = new Map<string, string>();
  for (const entry of entries.slice(0, 100)) {
    const blob = await readObject(repository, entry.id, "blob");
    if (!blob.ok) continue;
    try {
      files.set(entry.name, new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(blob.value));
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  }
  const head = text.slice(0, text.indexOf("\n\n"));
  return accept({
    files,
    parents: [...head.matchAll(/^parent ([0-9a-f]{40})$/gm)].map(([, parent]) => parent!),
  });
}

async function readObject(repository: string, id: string, kind: string): Promise<Outcome<Uint8Array>> {
  const missing = (state: string) =>
    reject<Uint8Array>("no_commit", `the ${kind} ${id} of repo.git ${state}`);
  if (!/^[0-9a-f]{40}$/.test(id)) return reject("no_commit", `"${id.slice(0, 50)}" is no id of a commit`);
  const path = join(repository, "objects", id.slice(0, 2), id.slice(2));
  let bytes: Uint8Array;
  try {
    const info = await Deno.lstat(path);
    if (!info.isFile || info.size > MAX_BYTES) return missing("is no object");
    bytes = inflateSync(await Deno.readFile(path), { maxOutputLength: MAX_BYTES });
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return missing("is not there, or packed");
    return missing("cannot be read");
  }
  if (sha1(bytes).hex !== id) return missing("is not what its id says");
  const end = bytes.indexOf(0);
  const isKind = new TextDecoder().decode(bytes.subarray(0, end)).startsWith(`${kind} `);
  return isKind ? accept(bytes.subarray(end + 1)) : missing(`is no ${kind}`);
}

/** The names in a tree's content, each with an id; null where it is none. */
function readTree(content: Uint8Array): readonly { readonly name: string; readonly id: string }[] | null {
  const entries = [];
  for (let at = 0; at < content.length;) {
    const end = content.indexOf(0, at);
    if (end < 0 || end + 21 > content.length) return null;
    const [, name] = /^\d+ ([^/]+)$/.exec(new TextDecoder().decode(content.subarray(at, end))) ?? [];
    if (name === undefined) return null;
    entries.push({ name, id: content.slice(end + 1, end + 21).toHex() });
    at = end + 21;
  }
  return entries;
}
