import { contentHash } from "./content_hash.ts";
import { PYTHON_KEYWORDS } from "./python_names.ts";

/** One group each: names, and what else says something; what stands in none is left out. */
const TOKEN = /("[^"\n]*"|'[^'\n]*')|#.*$|([\p{ID_Start}_][\p{ID_Continue}]*)|([\d.]+\w*|\S)/gmu;

/**
 * What two tasks have in common whose modules are alike and whose bugs are the same in other words: a hash of the lines
 * that the fix takes away and puts in, without comments and with each name told by the place where it comes first. 16 hex
 * digits.
 *
 * @param fix Unified diff.
 */
export function bugKey(fix: string): string {
  const changed = fix.split("\n").filter((line) => /^[-+]/.test(line) && !/^(?:---|\+\+\+) /.test(line));
  const names = new Map<string, string>();
  const numbered = (name: string) => {
    if (PYTHON_KEYWORDS.has(name)) return name;
    const known = names.get(name) ?? `$${names.size}`;
    names.set(name, known);
    return known;
  };
  const words = changed.map((line) => {
    const tokens = [...line.slice(1).matchAll(TOKEN)].map(([, text, name, sign]) =>
      name === undefined ? text ?? sign ?? "" : numbered(name)
    );
    return [line[0], ...tokens.filter((token) => token !== "")].join(" ");
  });
  return contentHash(words.join("\n")).slice(0, 16);
}
