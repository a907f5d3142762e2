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

/** The text with a unified diff applied; null where it does not fit exactly. */
export function applyUnifiedDiff(text: string, diff: string): string | null {
  try {
    const patched = applyPatch(text, diff, { fuzzFactor: 0 });
    return patched === false ? null : patched;
  } catch {
    // The package throws on what is no diff at all.
    return null;
  }
}
