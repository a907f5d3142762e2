import { normalisedTokens } from "./python_tokens.ts";

/** Tokens in a row that make one shingle. */
const SHINGLE = 5;

/** Hashes that a sketch keeps: the estimate's standard error is at most 0.045. */
export const SKETCH_SIZE = 128;

/**
 * From this estimated similarity on, two modules are the same in other words: three of five token runs are in
 * both. Of the library's modules, which have their style in common, no two come to 0.2; a module with every
 * name, docstring, comment and line break changed stays above 0.75, and one with a few of a hundred lines
 * changed above 0.7.
 */
export const NEAR_DUPLICATE = 0.6;

/**
 * The least hashes of all runs of five normalised tokens of a module, at most {@linkcode SKETCH_SIZE} of
 * them, in ascending order: a bottom-k sketch (Cohen and Kaplan, "Summarizing data using bottom-k sketches",
 * 2007).
 */
export function sketchModule(code: string): Uint32Array {
  return sketchOf(shingleHashes(code));
}

/** The sketch of the hashes that {@linkcode shingleHashes} gives. */
export function sketchOf(hashes: Uint32Array): Uint32Array {
  return hashes.slice().sort().slice(0, SKETCH_SIZE);
}

/** A hash of each run of five normalised tokens of a module, none twice. */
export function shingleHashes(code: string): Uint32Array {
  const tokens = normalisedTokens(code);
  const hashes = new Set<number>();
  for (let at = 0; at + SHINGLE <= Math.max(tokens.length, SHINGLE); at++) {
    const shingle = tokens.slice(at, at + SHINGLE);
    if (shingle.length > 0) hashes.add(hashText(shingle.join("\0")));
  }
  return Uint32Array.from(hashes);
}

/**
 * The estimated Jaccard index of what two sketches were made from, 0 to 1: of the least hashes of both
 * together, the share that both have. 0 where one is empty.
 *
 * @param least What matters: 0 may be given for anything below it, which is quicker to see.
 */
export function estimateSimilarity(a: Uint32Array, b: Uint32Array, least = 0): number {
  if (a.length === 0 || b.length === 0) return 0;
  // Of fewer hashes even fewer may differ.
  const mayDiffer = Math.floor((1 - least) * SKETCH_SIZE);
  let i = 0;
  let j = 0;
  let shared = 0;
  let differing = 0;
  while (shared + differing < SKETCH_SIZE && (i < a.length || j < b.length)) {
    const x = i < a.length ? a[i]! : Infinity;
    const y = j < b.length ? b[j]! : Infinity;
    if (x <= y) i++;
    if (y <= x) j++;
    if (x === y) shared++;
    else if (++differing > mayDiffer) return 0;
  }
  return shared / (shared + differing);
}

/** Whether two modules are the same in other words, by their sketches. */
export function isNearDuplicate(a: Uint32Array, b: Uint32Array): boolean {
  return estimateSimilarity(a, b) >= NEAR_DUPLICATE;
}

/** FNV-1a of the UTF-16 units, then MurmurHash3's finalizer, which spreads short texts over all 32 bits. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
