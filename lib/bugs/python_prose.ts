/** What a Python source says to its readers alone, and the names that it uses. */
export interface PythonProse {
  /** Comments, and texts that stand as statements of their own, as docstrings do: sorted. */
  readonly remarks: readonly string[];
  /** The same in the order of the source, each with the offset of its first character. */
  readonly placed: readonly PlacedRemark[];
  /** Names and keywords in the code. */
  readonly names: ReadonlySet<string>;
}

/** A remark and where it stands. */
export interface PlacedRemark {
  readonly text: string;
  readonly start: number;
}

/**
 * Blanks and joined lines; what else is one token: remark, text, name or number, line end, any other
 * character.
 */
const TOKEN = new RegExp(
  [
    String.raw`(?<blank>[ \t\f]+|\\\n)`,
    String.raw`(?<remark>#[^\n]*)`,
    String.raw`(?<text>[A-Za-z]{0,2}(?:"""(?:\\[^]|[^\\])*?(?:"""|$)|'''(?:\\[^]|[^\\])*?(?:'''|$)` +
    String.raw`|"(?:\\[^]|[^"\\\n])*"?|'(?:\\[^]|[^'\\\n])*'?))`,
    String.raw`(?<name>[\p{L}\p{N}_]+)`,
    String.raw`(?<end>\n)`,
    String.raw`(?<other>[^])`,
  ].join("|"),
  "gu",
);

/** Reads a source by its characters alone, so that one which does not parse can be read too. */
export function readProse(code: string): PythonProse {
  const placed: PlacedRemark[] = [];
  const names = new Set<string>();
  let depth = 0;
  // Of the statement so far: nothing, one text, or anything else.
  let statement: string | null = "";
  let began = 0;
  const finish = () => {
    if (statement) placed.push({ text: statement, start: began });
    statement = "";
  };
  for (const { groups = {}, index } of code.matchAll(TOKEN)) {
    const { blank, remark, text, name, end, other } = groups;
    if (blank !== undefined) continue;
    if (remark !== undefined) placed.push({ text: remark.trimEnd(), start: index });
    else if (text !== undefined) {
      if (statement === "") began = index;
      statement = statement === "" && depth === 0 ? text : null;
    } else if (name !== undefined) {
      names.add(name);
      statement = null;
    } else if (end !== undefined || other === ";") {
      if (depth === 0) finish();
    } else {
      if ("([{".includes(other!)) depth++;
      if (")]}".includes(other!)) depth = Math.max(0, depth - 1);
      statement = null;
    }
  }
  finish();
  placed.sort((a, b) => a.start - b.start);
  return { remarks: placed.map(({ text }) => text).sort(), placed, names };
}
