/** Replace the text from `start` to `end` (UTF-16 offsets, end excluded). */
export interface SpanEdit {
  /** First offset that is replaced, in UTF-16 units. */
  readonly start: number;
  /** Offset after the last that is replaced; equal to `start` for an insertion. */
  readonly end: number;
  /** What stands there afterwards. */
  readonly text: string;
}

/**
 * The source with all edits made; everything outside their spans stays as it was.
 *
 * @throws {RangeError} where edits overlap or leave the source.
 */
export function applyEdits(source: string, edits: readonly SpanEdit[]): string {
  const ordered = [...edits].sort((a, b) => a.start - b.start);
  const parts: string[] = [];
  let at = 0;
  for (const edit of ordered) {
    if (edit.start < at || edit.end < edit.start || edit.end > source.length) {
      throw new RangeError(
        `Cannot edit "${edit.start}-${edit.end}": the span overlaps another or leaves the source`,
      );
    }
    parts.push(source.slice(at, edit.start), edit.text);
    at = edit.end;
  }
  return parts.join("") + source.slice(at);
}

/** The line of an offset, from 1. */
export function lineAt(source: string, offset: number): number {
  let line = 1;
  for (
    let at = source.indexOf("\n");
    at !== -1 && at < offset;
    at = source.indexOf("\n", at + 1)
  ) line++;
  return line;
}
