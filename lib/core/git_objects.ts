import { createHash } from "node:crypto";

/** What a repository is made of. */
export type GitKind = "blob" | "tree" | "commit";

/** An object of a git repository, as git hashes it: with its header. */
export interface GitObject {
  /** SHA-1 in hex. */
  readonly id: string;
  /** Header and content, not compressed. */
  readonly bytes: Uint8Array;
}

/** A file of a folder without folders. */
export interface GitEntry {
  /** Without "/". */
  readonly name: string;
  /** Of a blob. */
  readonly id: string;
}

/** Who made a commit, and when: nobody in particular, on a day that is always the same. */
const SIGNATURE = "synthdebug <synthdebug@example.invalid> 946684800 +0000";

/** The day of every commit, as ISO 8601 tells it. */
export const COMMIT_DATE = "2000-01-01T00:00:00Z";

const ENCODER = new TextEncoder();

/** A file's content as an object. */
export function blobOf(text: string): GitObject {
  return gitObject("blob", ENCODER.encode(text));
}

/** A folder of plain files as an object. */
export function treeOf(entries: readonly GitEntry[]): GitObject {
  const sorted = entries.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const parts = sorted.map(({ name, id }) => {
    const head = ENCODER.encode(`100644 ${name}\0`);
    return joined([head, bytesOfHex(id)]);
  });
  return gitObject("tree", joined(parts));
}

/** A commit; the same tree, parents and message give the same one, since its author and date are always the same. */
export function commitOf(
  { tree, parents, message }: { tree: string; parents: readonly string[]; message: string },
): GitObject {
  const lines = [
    `tree ${tree}`,
    ...parents.map((parent) => `parent ${parent}`),
    `author ${SIGNATURE}`,
    `committer ${SIGNATURE}`,
    "",
    `${message.trimEnd()}\n`,
  ];
  return gitObject("commit", ENCODER.encode(lines.join("\n")));
}

/** The SHA-1 of an object's bytes, header included. */
export function gitId(bytes: Uint8Array): string {
  return createHash("sha1").update(bytes).digest("hex");
}

/** The entries of a tree's content; null where it is none. */
export function readTree(content: Uint8Array): readonly GitEntry[] | null {
  const entries: GitEntry[] = [];
  for (let at = 0; at < content.length;) {
    const end = content.indexOf(0, at);
    if (end < 0 || end + 21 > content.length) return null;
    const [, name] = /^\d+ ([^/]+)$/.exec(new TextDecoder().decode(content.subarray(at, end))) ?? [];
    if (name === undefined) return null;
    const id = [...content.subarray(end + 1, end + 21)].map((byte) => byte.toString(16).padStart(2, "0"));
    entries.push({ name, id: id.join("") });
    at = end + 21;
  }
  return entries;
}

function gitObject(kind: GitKind, content: Uint8Array): GitObject {
  const bytes = joined([ENCODER.encode(`${kind} ${content.length}\0`), content]);
  return { id: gitId(bytes), bytes };
}

function bytesOfHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
