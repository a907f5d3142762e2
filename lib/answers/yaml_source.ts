import { parse } from "../deps/yaml.ts";
import type { Origin } from "./text_doubt.ts";

/** Longer texts are refused anyway. */
const MAX_LINE = 20_000;

/** The end of a line that begins a block scalar. */
const BLOCK_MARK = /(?:^|[:?-])[ \t]+(?:[&!]\S*[ \t]+)*[|>](?:[1-9]?[-+]?|[-+][1-9])[ \t]*(?:#.*)?$/;

/**
 * How texts came out of a YAML source. The parser does not tell how a text was written, but that decides
 * whether it can be trusted: YAML joins the lines of a text that is neither a literal block nor on one
 * line, and authors of code do not mean that.
 */
export function yamlOrigin(source: string): Origin {
  const lines = source.split(/\r?\n/);
  let blocks: Set<string> | undefined;
  let literals: Set<string> | undefined;
  let cutLines: Set<string> | undefined;
  const hasComment = /\s#/.test(source);
  return {
    verbatim(text) {
      if (!text.includes("\n") && (source.includes(text) || source.includes(text.replaceAll("'", "''")))) {
        return true;
      }
      blocks ??= readBlocks(lines);
      return blocks.has(canonical(text.split("\n")));
    },
    escaped(text) {
      literals ??= readLiterals(lines);
      return literals.has(text);
    },
    commented(text, key) {
      // A text with lines of its own is a block, in which a "#" is one character like another.
      if (!hasComment || text.length > MAX_LINE || /^$|\n/.test(text.trim())) return false;
      cutLines ??= readCutLines(lines);
      if (cutLines.has(text.trim())) return true;
      // What stands on one line is settled; only where lines were joined is there something to look for.
      if (source.includes(text.trim())) return false;
      const words = [key, ...text.trim().split(/\s+/)].map((word) =>
        word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
      );
      const [name, ...rest] = words;
      return new RegExp(`^[ \\t]*(?:- +)?(?:${name}["']?[ \\t]*:|-)\\s+${rest.join("\\s+")}[ \\t]+#`, "im")
        .test(source);
    },
  };
}

/** The block scalars of a source, each without its indentation. */
function readBlocks(lines: readonly string[]): Set<string> {
  const blocks = new Set<string>();
  for (let at = 0; at < lines.length; at++) {
    if (!BLOCK_MARK.test(lines[at]!)) continue;
    let first = at + 1;
    while (first < lines.length && lines[first]!.trim() === "") first++;
    const depth = indentation(lines[first] ?? "");
    let end = first;
    while (end < lines.length && (lines[end]!.trim() === "" || indentation(lines[end]!) >= depth)) end++;
    if (depth === 0) continue;
    blocks.add(canonical(lines.slice(at + 1, end)));
    // What looks like a mark within the block is none.
    at = end - 1;
  }
  return blocks;
}

/** Lines without their common indentation and without blank lines around them, as one text. */
function canonical(lines: readonly string[]): string {
  const depths = lines.filter((line) => line.trim() !== "").map(indentation);
  const depth = depths.reduce((least, each) => Math.min(least, each), Infinity);
  return lines.map((line) => line.trim() === "" ? "" : line.slice(depth)).join("\n").replace(
    /^\n+|\s+$/g,
    "",
  );
}

/** What stands between a key or dash and a "#" on the same line. */
function readCutLines(lines: readonly string[]): Set<string> {
  const found = lines.map((line) => {
    const head = /^[ \t]*(?:- +)?(?:["'\w][\w "'-]*:|-)[ \t]+(?=[^"'\s])/.exec(line);
    const rest = line.slice(head?.[0].length);
    const end = rest.search(/[ \t]#/);
    return head === null || end < 0 ? undefined : rest.slice(0, end).trimEnd();
  });
  return new Set(found.filter((text) => text !== undefined));
}

function indentation(line: string): number {
  return line.length - line.trimStart().length;
}

/** The texts in double quotes that stand after a key or dash and end on their line. */
function readLiterals(lines: readonly string[]): Set<string> {
  const literals = new Set<string>();
  for (const line of lines) {
    for (const [, quoted] of line.matchAll(/[:\-,[{][ \t]*("(?:[^"\\]|\\.)*")/g)) {
      if (!quoted!.includes("\\")) continue;
      try {
        const value = parse(quoted!, { schema: "core" });
        if (typeof value === "string") literals.add(value);
      } catch (error) {
        // An escape that YAML does not know: the parser refused it in the whole document too.
        if (!(error instanceof SyntaxError)) throw error;
      }
    }
  }
  return literals;
}
