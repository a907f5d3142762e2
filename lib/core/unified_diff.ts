import { applyPatch, createTwoFilesPatch } from "../deps/diff.ts";

/** A file's name and text. */
export type NamedText = readonly [name: string, text: string];

/** The unified diff from one text to another, with three lines of context; "" where they are equal. */
export function unifiedDiff([oldName, oldText]: NamedText, [newName, newText]: NamedText): string {
  if (oldText === newText) return "";
  const patch = createTwoFilesPatch(oldName, newName, oldText, newText, undefined, undefined, { context: 3 });
  // The first line is a ruler of the package's own.
  return patch.slice(patch.indexOf("--- "));
}

/** Most lines that are compared: a part that stands nowhere is looked for everywhere, which may take hours. */
const MAX_COMPARED = 2_000_000;

/**
 * The text with a unified diff applied; null where it does not fit exactly, or it would take too long to find out where
 * it fits.
 */
export function applyUnifiedDiff(text: string, diff: string): string | null {
  let compared = 0;
  const compareLine = (_: number, line: string, __: string, content: string) => {
    if (++compared > MAX_COMPARED) throw new RangeError("Cannot apply the diff: it takes too long");
    return line === content;
  };
  try {
    const patched = applyPatch(text, diff, { fuzzFactor: 0, compareLine });
    return patched === false ? null : patched;
  } catch {
    // The package throws on what is no diff at all, and we do on what has no end.
    return null;
  }
}

/** Lines that a unified diff changes: those that it takes away or those that it puts in, whichever are more. */
export function changedLines(diff: string): number {
  // The first two lines name the files.
  const lines = diff.split("\n").slice(2);
  const count = (mark: string) => lines.filter((line) => line.startsWith(mark)).length;
  return Math.max(count("-"), count("+"));
}
