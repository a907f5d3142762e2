import type { Candidate } from "../core/candidate.ts";
import type { SpanEdit } from "../core/span_edit.ts";
import { type Healthy, scopesOfEdits } from "./edit_place.ts";

/** Characters of a line that is quoted. */
const MOST_QUOTED = 100;
/** Places that are told one by one; the others are counted. */
const MOST_PLACES = 3;
const TOKEN =
  /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[\p{L}_][\p{L}\p{N}_]*|\d[\p{L}\p{N}_.]*|[<>=!+*/%&|^~-]+|\S/gu;
const OPERATOR = /^(?:[-+*\/%@|&^]|\*\*|\/\/|<<|>>|and|or|not|in|is|if|else)$/;

interface Place {
  /** "`f`", or "the module's top level". */
  readonly scope: string;
  /** The lines that belong there, without comments and blank lines. */
  readonly old: readonly string[];
  /** The lines that stand there. */
  readonly now: readonly string[];
}

/**
 * What is wrong with edits that tests catch and that nobody meant to do harm: what stands where, and what
 * belongs there. Told from the edits alone; what their author announced is no evidence.
 */
export function describeChange(
  edits: readonly SpanEdit[],
  healthy: Healthy,
): Pick<Candidate, "description" | "rootCause"> {
  const scopes = scopesOfEdits(edits, healthy);
  const places = edits.map((edit, at) => placeOf(edit, scopes[at]!, healthy.source));
  const telling = places.filter(({ old, now }) => old.join("\n") !== now.join("\n"));
  const told = telling.length > 0 ? telling : places;
  const clauses = told.slice(0, MOST_PLACES).map(clauseOf);
  const more = told.length - clauses.length;
  if (more > 0) clauses.push(`${more} more ${more === 1 ? "place differs" : "places differ"}`);
  return {
    description: `${clauses.join("; ").replace(/^the/, "The")}.`,
    rootCause: told.length === 1 ? causeOf(told[0]!) : jointCause(told),
  };
}

function placeOf({ start, end, text }: SpanEdit, scope: string, source: string): Place {
  const from = source.lastIndexOf("\n", start - 1) + 1;
  // What ends with a line end is lines as a whole.
  const isWhole = from === start && (source[end - 1] ?? "\n") === "\n";
  const to = isWhole ? end : (source.indexOf("\n", end) + 1 || source.length + 1) - 1;
  const around = [source.slice(from, start), source.slice(end, to)] as const;
  return {
    scope: scope === "<module>" ? "the module's top level" : `\`${scope}\``,
    old: statements(source.slice(from, to)),
    now: statements(around[0] + text + around[1]),
  };
}

function statements(text: string): string[] {
  return text.split("\n").map((line) => line.trim().replace(/\s+#[^"']*$/, "")).filter((line) =>
    line !== "" && !line.startsWith("#")
  );
}

function clauseOf({ scope, old, now }: Place): string {
  if (now.length === 0) return `${scope} lacks ${tellLines(old)}`;
  if (old.length === 0) return `${scope} has ${tellLines(now)}, which does not belong there`;
  return `${scope} has ${tellLines(now)} where ${tellLines(old)} ${old.length === 1 ? "belongs" : "belong"}`;
}

function tellLines(lines: readonly string[]): string {
  const [first = ""] = lines;
  const isShort = first.length <= MOST_QUOTED && !first.includes("`");
  if (lines.length === 1) return isShort ? `\`${first}\`` : "one long line";
  return isShort ? `the ${lines.length} lines from \`${first}\` on` : `${lines.length} lines`;
}

/** What one operator does in the place of another. */
const MISTAKEN: ReadonlyMap<string, string> = new Map([
  ["/ //", "`//` rounds down, and so drops the fraction that `/` keeps."],
  ["+ -", "`-` takes away what has to be added."],
  ["- +", "`+` adds what has to be taken away."],
  ["+= -=", "`-=` takes away what has to be added."],
  ["-= +=", "`+=` adds what has to be taken away."],
  ["* /", "`/` divides by what has to multiply."],
  ["/ *", "`*` multiplies by what has to divide."],
  ["and or", "`or` is content with one condition where both have to hold."],
  ["or and", "`and` asks for both conditions where one is enough."],
  [">= >", "Where both sides are equal, `>=` holds and `>` does not."],
  ["> >=", "Where both sides are equal, `>=` holds and `>` does not."],
  ["<= <", "Where both sides are equal, `<=` holds and `<` does not."],
  ["< <=", "Where both sides are equal, `<=` holds and `<` does not."],
]);

/** Why one place makes tests fail, by what differs within it. */
function causeOf({ scope, old, now }: Place): string {
  const [was, is] = old.length === 1 && now.length === 1
    ? coreOf(old[0]!, now[0]!) ?? [null, null]
    : [old.length === 0 ? "" : tellLines(old), now.length === 0 ? "" : tellLines(now)];
  const known = was && is ? MISTAKEN.get(`${was} ${is}`.replaceAll("`", "")) : undefined;
  if (known !== undefined) return known;
  const how = was === null
    ? "With that line"
    : is === ""
    ? `Without ${was}`
    : was === ""
    ? `With ${is} added`
    : `With ${is} in place of ${was}`;
  return `${how}, ${scope.startsWith("`") ? scope : "the module"} does not compute what its tests ask for.`;
}

function jointCause(places: readonly Place[]): string {
  const [first, ...others] = places.map(({ old, now }) =>
    now.length > 0 ? tellLines(now) : `no ${tellLines(old)}`
  );
  return `These ${places.length} places go wrong together: ${first} goes with ${
    others.slice(0, 2).join(" and ")
  }.`;
}

/**
 * What differs between two lines as code, each side "" where only the other has more; null where no token does,
 * or where what differs is no part of its own.
 */
function coreOf(old: string, now: string): readonly [was: string, is: string] | null {
  const [a, b] = [[...old.matchAll(TOKEN)], [...now.matchAll(TOKEN)]];
  const most = Math.min(a.length, b.length);
  let head = 0;
  while (head < most && a[head]![0] === b[head]![0]) head++;
  let tail = 0;
  while (tail < most - head && a.at(-1 - tail)![0] === b.at(-1 - tail)![0]) tail++;
  const cut = (line: string, tokens: readonly RegExpMatchArray[]) => {
    const [first, last] = [tokens[head], tokens[tokens.length - 1 - tail]];
    return head >= tokens.length - tail ? "" : line.slice(first!.index!, last!.index! + last![0].length);
  };
  const cores = [cut(old, a), cut(now, b)] as const;
  const isQuotable = (text: string) => isBalanced(text) && !text.includes("`") && text.length <= MOST_QUOTED;
  if (!cores.every(isQuotable) || cores.every((core) => core === "")) return null;
  // Between operators a sum is no part of its own.
  const [before, after] = [a[head - 1]?.[0] ?? "", a[a.length - tail]?.[0] ?? ""];
  const isTorn = OPERATOR.test(before) || OPERATOR.test(after) || /^[.([]$/.test(after);
  if (cores.every((core) => core !== "") && isTorn && cores.some(hasOperator)) return null;
  const quote = (text: string) => text === "" ? "" : `\`${text}\``;
  return [quote(cores[0]), quote(cores[1])];
}

/** Whether a text has an operator between its parts, outside of brackets. */
function hasOperator(text: string): boolean {
  const tokens = [...text.matchAll(TOKEN)].map(([token]) => token);
  let depth = 0;
  return tokens.some((token, at) => {
    if (/^[([{]$/.test(token)) depth++;
    if (/^[)\]}]$/.test(token)) depth--;
    return depth === 0 && at > 0 && OPERATOR.test(token);
  });
}

function isBalanced(text: string): boolean {
  let depth = 0;
  for (const sign of text) {
    if ("([{".includes(sign)) depth++;
    if (")]}".includes(sign) && --depth < 0) return false;
  }
  return depth === 0;
}
