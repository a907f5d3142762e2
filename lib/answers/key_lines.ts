import { type AnswerShape, canonicalKey, END_KEY } from "./answer_shape.ts";

/** A line that begins with a known key. */
export interface KeyLine {
  /** Index of the line. */
  readonly at: number;
  /** The blanks before the key. */
  readonly indent: string;
  /** The key as the shape writes it. */
  readonly key: string;
  /** Whether the line writes it otherwise, or in bold. */
  readonly renamed: boolean;
  /** What stands after the colon, without blanks around it. */
  readonly inline: string;
}

/** Finds the lines that begin with keys of a shape. */
export interface KeyFinder {
  /** The key that the line begins with; null where there is none. */
  read(line: string, at: number): KeyLine | null;
  /** Whether a line that is left out begins with a known key, however it is marked; the key, or null. */
  stray(line: string): string | null;
  /** The known key that stands within a line, with a colon; null where there is none. */
  within(line: string): string | null;
}

/** A finder for the keys of a shape, and for `end`. */
export function keyFinder(shape: AnswerShape): KeyFinder {
  const keys = [...Object.keys(shape), END_KEY].map((key) => key.split("_"));
  const names = keys.map((words) => words.join("[ _-]?")).join("|");
  // Some writers of Markdown escape each underscore.
  const anyNames = keys.map((words) => words.join("(?:[ _-]|\\\\_)?")).join("|");
  // Bold is written around the key, with the colon within or without.
  const plain = new RegExp(
    `^([ \\t]*)(\\*\\*|__|)(${names})(?:\\2[ \\t]*:|:\\2)(?=[ \\t]|$|["'|>\\w])(.*)$`,
    "is",
  );
  // Signs in one class alone: what two could match takes the square of a line's length.
  const loose = new RegExp(
    `^[\\s\\p{Cf}>#*+\\-{,"'\`_]*(?:\\d+[.)][\\s*"'\`_]*)?(${anyNames})["'\`*_]*\\s*(?:[:\uff1a]|=(?!=))`,
    "iu",
  );
  const inner = new RegExp(`(?<![\\p{L}\\p{N}_])(${anyNames})["'\`*]*[:\uff1a](?=\\s|$)`, "iu");
  return {
    read(line, at) {
      const match = plain.exec(line);
      if (match === null) return null;
      const [, indent, bold, name, rest] = match;
      const key = canonicalKey(name!, shape);
      return { at, indent: indent!, key, renamed: bold !== "" || key !== name, inline: rest!.trim() };
    },
    stray(line) {
      const match = loose.exec(line);
      return match && canonicalKey(match[1]!.replaceAll("\\", ""), shape);
    },
    within(line) {
      const match = inner.exec(line);
      return match && canonicalKey(match[1]!.replaceAll("\\", ""), shape);
    },
  };
}
