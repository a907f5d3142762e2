import { createHash } from "node:crypto";
import { compareBytes } from "./git_paths.ts";

/** Git objects as they lie in `objects/`: their ids, and their bytes compressed. */
export type GitObjects = ReadonlyMap<string, Uint8Array>;

/** One name in a git tree. */
export interface TreeEntry {
  /** "100644" a file, "100755" one that can be run, "40000" a folder. */
  readonly mode: "100644" | "100755" | "40000";
  /** The name without any folder. */
  readonly name: string;
  /** Id of the blob or tree. */
  readonly sha: string;
}

/** One object: its id and its bytes as `objects/` holds them, compressed by zlib. */
export interface GitObject {
  /** SHA-1 in hex. */
  readonly sha: string;
  /** What lies in `objects/`. */
  readonly bytes: Uint8Array;
}

/** The id of an object, and the bytes that stand for it in `objects/`. */
export async function encodeObject(type: "blob" | "tree" | "commit", body: Uint8Array): Promise<GitObject> {
  const whole = joinBytes([encode(`${type} ${body.length}\0`), body]);
  return { sha: sha1(whole).hex, bytes: await deflate(whole) };
}

/** The body of a tree, its entries in git's order, in which a folder counts as if its name ended in "/". */
export function treeBody(entries: readonly TreeEntry[]): Uint8Array {
  const keyOf = ({ mode, name }: TreeEntry) => encode(mode === "40000" ? `${name}/` : name);
  const sorted = entries.toSorted((a, b) => compareBytes(keyOf(a), keyOf(b)));
  return joinBytes(
    sorted.flatMap(({ mode, name, sha }) => [encode(`${mode} ${name}\0`), Uint8Array.fromHex(sha)]),
  );
}

/** SHA-1 of some bytes. */
export function sha1(bytes: Uint8Array): { readonly hex: string; readonly bytes: Uint8Array } {
  const digest = new Uint8Array(createHash("sha1").update(bytes).digest());
  return { hex: digest.toHex(), bytes: digest };
}

/** Pieces one after the other. */
export function joinBytes(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** A text as UTF-8. */
export function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

async function deflate(bytes: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([new Uint8Array(bytes)]).stream().pipeThrough(new CompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
