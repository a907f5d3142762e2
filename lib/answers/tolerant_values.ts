import type { AnswerShape } from "./answer_shape.ts";
import type { KeyLine } from "./key_lines.ts";
import type { Fenced } from "./fences.ts";

/** A value that was read, or why it cannot be. */
export type ReadValue =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problem: string };

/** Keys of one mapping, and the lines that they stand in. */
export interface KeyBlocks {
  readonly lines: readonly string[];
  readonly keys: readonly KeyLine[];
  /** The blanks before each key. */
  readonly indent: string;
  /** The line after the mapping's last. */
  readonly end: number;
  readonly fenced: ReadonlyMap<number, Fenced>;
}

/** What stands under the keys of a mapping, or why that cannot be told. */
export type KeyValues =
  | {
    readonly ok: true;
    readonly values: ReadonlyMap<string, unknown>;
    /** Problems of entries of lists, by key and index. */
    readonly unread: ReadonlyMap<string, ReadonlyMap<number, string>>;
    /** Whether the last text stands without indentation: then nothing but `end` shows where it ends. */
    readonly isOpen: boolean;
    /** The line after the last that belongs to a key. */
    readonly stop: number;
  }
  | { readonly ok: false; readonly problem: string };

/** Reads the keys of a mapping, and notes the repairs that it needs. */
export type ReadKeys = (blocks: KeyBlocks, shape: AnswerShape, repairs: Set<string>) => KeyValues;

/** A value's problem, to be said after its key. */
export function unreadable(problem: string): ReadValue & { readonly ok: false } {
  return { ok: false, problem };
}
