import type { Rejection } from "../core/rejection.ts";
import { type AnswerShape, type Document, entriesOf, fieldOf } from "./answer_shape.ts";

/** What a reader made of an answer, before it is asked what may be cut off. */
export interface ReadKeys {
  /** Every key but `end`, the unknown ones too. */
  readonly document: Document;
  /** What is doubtful in the text of a key, by key. */
  readonly doubts: ReadonlyMap<string, string>;
  /** What is wrong with entries of lists that could not be read: by key, by index. */
  readonly unread: Unread;
  /** Whether something shows that the answer goes on to its end. */
  readonly whole: boolean;
  /** The known key that stands last; null where there is none. */
  readonly last: string | null;
  readonly repairs: readonly string[];
}

/** Entries of lists that cannot be taken, by the list's key and the entry's index, with the reason. */
export type Unread = ReadonlyMap<string, ReadonlyMap<number, string>>;

/** An answer as a document. */
export interface Reading {
  /** Every key but `end`, the unknown ones too; texts that are doubtful are left out. */
  readonly document: Document;
  /**
   * Why the reading cannot be taken as it is: what was left out. With one of these, nothing may be
   * accepted.
   */
  readonly problems: ReadonlyMap<string, string>;
  /** Entries of lists that cannot be taken. The last entry of a list is here too where it may be cut. */
  readonly unread: Unread;
  /** The key after which the answer may be cut; null where it is whole. */
  readonly cut: string | null;
  /** Names of the repairs that were needed, in order. */
  readonly repairs: readonly string[];
}

/** An answer that a reader cannot read at all. */
export interface Failure extends Rejection {
  /** How many known keys were seen: says which of several failures tells most. */
  readonly seen: number;
}

/** What comes out of a reader. */
export type ReadResult =
  | { readonly kind: "reading"; readonly reading: Reading }
  | { readonly kind: "failure"; readonly failure: Failure };

/** A reader's failure. */
export function fail(reason: string, detail: string, seen = 0): ReadResult {
  return { kind: "failure", failure: { reason, detail, seen } };
}

/**
 * A reading, without what may be cut off: where nothing shows that the answer is whole, a text that stands
 * last is left out, and the last entry of a list that stands last is marked.
 */
export function finishReading(keys: ReadKeys, shape: AnswerShape): ReadResult {
  const problems = new Map(keys.doubts);
  const unread = new Map(keys.unread);
  const cut = keys.whole ? null : keys.last;
  if (cut !== null) {
    const value = keys.document[cut];
    if (entriesOf(fieldOf(shape, cut)) === null) {
      problems.set(cut, cutProblem(cut));
    } else if (Array.isArray(value) && value.length > 0) {
      const last = "it stands last, and nothing shows that it is whole";
      unread.set(cut, new Map([...(unread.get(cut) ?? []), [value.length - 1, last]]));
    }
  }
  const document = Object.fromEntries(Object.entries(keys.document).filter(([key]) => !problems.has(key)));
  return { kind: "reading", reading: { document, problems, unread, cut, repairs: keys.repairs } };
}

/** Why an answer is not taken for whole. */
export function cutProblem(key: string): string {
  return `the answer seems to be cut after ${key}: end it with the line "end: true"`;
}
