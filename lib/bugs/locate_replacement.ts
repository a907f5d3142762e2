import { isEvenPython } from "../answers/python_indentation.ts";
import { occurrences, type Replacement } from "./find_edit.ts";

/** A replacement whose text stands exactly once in the code, or how often it does. */
export type Located =
  | { readonly times: 1; readonly found: Replacement }
  | { readonly times: 0 }
  | { readonly times: 2 };

/**
 * Looks for the place of a replacement that a model wrote. Its text must stand exactly once in the code: as
 * it is or, where it is nowhere, without a last line end, or as whole lines with another common indentation.
 * A YAML block adds a line end, and takes the indentation of its first line from all of them, so that what
 * was copied faithfully from within a function arrives without it.
 */
export function locateReplacement(given: Replacement, code: string): Located {
  const chomped = { find: given.find.replace(/\n$/, ""), replace: given.replace.replace(/\n$/, "") };
  for (const found of [given, chomped]) {
    const times = occurrences(code, found.find);
    if (times === 1) return { times, found: withIndentation(found, code) };
    if (times === 2) return { times };
  }
  const [place, ...others] = indentedPlaces(given, code);
  if (place === undefined) return { times: 0 };
  // A place of whole lines is no place if the same text stands elsewhere as a part of lines.
  return others.length === 0 && occurrences(code, place.find) === 1
    ? { times: 1, found: place }
    : { times: 2 };
}

/**
 * The replacement of a single line, with its indentation on the lines that come after it where they have
 * none and can only stand there with it: a YAML block takes it from all lines alike.
 */
function withIndentation(given: Replacement, code: string): Replacement {
  const { find, replace } = given;
  const at = code.indexOf(find);
  const indent = code.slice(code.lastIndexOf("\n", at - 1) + 1, at);
  const isLine = !find.replace(/\n$/, "").includes("\n") && replace.includes("\n") && /^ +$/.test(indent);
  if (!isLine) return given;
  const isEven = (text: string) => isEvenPython(code.replace(find, () => text).split("\n"));
  const [first, ...others] = replace.split("\n");
  const moved = [first, ...others.map((line) => line.trim() === "" ? "" : indent + line)].join("\n");
  return !isEven(replace) && isEven(moved) ? { find, replace: moved } : given;
}

/**
 * The replacement as it would read at each place where its lines stand as whole lines, all indented by as
 * much.
 */
function indentedPlaces({ find, replace }: Replacement, code: string): readonly Replacement[] {
  const wanted = linesOf(find);
  const common = Math.min(...wanted.filter((line) => line !== "").map(indentOf));
  if (!Number.isFinite(common)) return [];
  const bare = wanted.map((line) => line.slice(common));
  const lines = code.split("\n");
  const places: Replacement[] = [];
  for (let at = 0; at + bare.length <= lines.length; at++) {
    const there = lines.slice(at, at + bare.length).map((line) => line.trimEnd());
    const indent = Math.min(...there.filter((line) => line !== "").map(indentOf));
    if (!Number.isFinite(indent) || !there.every((line, n) => line === indented(bare[n]!, indent))) continue;
    const text = lines.slice(at, at + bare.length).join("\n");
    const moved = replace === "" ? "" : linesOf(replace)
      .map((line) => indented(line.slice(Math.min(common, indentOf(line))), indent)).join("\n");
    places.push({ find: text, replace: moved });
  }
  return places;
}

/** Lines without the blanks at their ends, nor a last line end. */
function linesOf(text: string): string[] {
  return text.replace(/\n$/, "").split("\n").map((line) => line.trimEnd());
}

function indentOf(line: string): number {
  return /^ */.exec(line)![0].length;
}

function indented(line: string, by: number): string {
  return line === "" ? "" : " ".repeat(by) + line;
}
