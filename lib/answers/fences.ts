import { type AnswerShape, entriesOf, fieldOf } from "./answer_shape.ts";
import type { KeyLine } from "./key_lines.ts";

/** A line of backticks or tildes. */
export interface Fence {
  readonly indent: string;
  /** The backticks or tildes. */
  readonly marks: string;
  /** What stands after them, such as "yaml". */
  readonly info: string;
}

/** A fence that is open, and its line. */
export interface OpenFence extends Fence {
  readonly at: number;
}

/** The lines of two fences; the closing one is null where the text ends before it. */
export interface Fenced {
  readonly from: number;
  readonly to: number | null;
}

/** Keys, the lines that they stand in, and what those are. */
export interface KeyText {
  readonly keys: readonly KeyLine[];
  readonly lines: readonly string[];
  readonly shape: AnswerShape;
  /** Whether a fence around the whole is open. */
  readonly open: boolean;
}

/** The fence on a line; null where it is none. */
export function readFence(line: string): Fence | null {
  const match = /^([ \t]*)(`{3,}|~{3,})[ \t]*([^`]*)$/.exec(line);
  return match && { indent: match[1]!, marks: match[2]!, info: match[3]!.trim() };
}

/** Whether a fence may be the end of what another one opened. */
export function closesFence(fence: Fence, opener: Fence): boolean {
  return fence.info === "" && fence.marks.startsWith(opener.marks);
}

/** The fence that is open after the lines; null where none is. */
export function openFence(lines: readonly string[]): OpenFence | null {
  let open: OpenFence | null = null;
  for (const [at, line] of lines.entries()) {
    const fence = readFence(line);
    if (fence === null) continue;
    if (open === null) open = { ...fence, at };
    else if (closesFence(fence, open)) open = null;
  }
  return open;
}

/** Whether what stands after a fence's marks does not name a programming language. */
export function isDocumentInfo(info: string): boolean {
  return /^(?:ya?ml|json\w*|te?xt|plain\w*|markdown|md)?(?![^\s:{,])/i.test(info);
}

/** Whether the text of a key begins on the next line. */
export function isBare(inline: string): boolean {
  return /^(?:[|>][-+0-9]*)?(?:\s*#.*)?$/.test(inline);
}

/**
 * The fenced texts of keys by the keys' lines, and the keys that do not stand within the fenced text of
 * another.
 */
export function findFenced({ keys: outer, lines, shape, open }: KeyText): {
  readonly keys: readonly KeyLine[];
  readonly fenced: ReadonlyMap<number, Fenced>;
} {
  const keys: KeyLine[] = [];
  const fenced = new Map<number, Fenced>();
  let free = 0;
  for (const key of outer) {
    if (key.at < free) continue;
    keys.push(key);
    const field = fieldOf(shape, key.key);
    if (field === undefined || field === "name" || field === "line") continue;
    let from = key.at;
    let fence = readFence(key.inline);
    if (fence === null && isBare(key.inline)) {
      do from++; while (from < lines.length && lines[from]!.trim() === "");
      fence = readFence(lines[from] ?? "");
    }
    if (fence === null) continue;
    // A bare fence after a list's key closes the document's own, if that is open.
    if (open && entriesOf(field) !== null && fence.info === "") continue;
    const isInline = from === key.at;
    let to = from + 1;
    while (to < lines.length && !endsText(lines[to]!, fence, isInline)) to++;
    fenced.set(key.at, { from, to: to < lines.length ? to : null });
    free = to + 1;
  }
  return { keys, fenced };
}

function endsText(line: string, opener: Fence, isInline: boolean): boolean {
  const fence = readFence(line);
  return fence !== null && closesFence(fence, opener) && (isInline || fence.indent === opener.indent);
}
