/** What a Python source says to its readers alone, and the names that it uses. */
export interface PythonProse {
  /** Comments, and texts that stand as statements of their own, as docstrings do: sorted. */
  readonly remarks: readonly string[];
  /** Names and keywords in the code. */
  readonly names: ReadonlySet<string>;
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
  const remarks: string[] = [];
  const names = new Set<string>();
  let depth = 0;
  // Of the statement so far: nothing, one text, or anything else.
  let statement: string | null = "";
  const finish = () => {
    if (statement) remarks.push(statement);
    statement = "";
  };
  for (const { groups = {} } of code.matchAll(TOKEN)) {
    const { blank, remark, text, name, end, other } = groups;
    if (blank !== undefined) continue;
    if (remark !== undefined) remarks.push(remark.trimEnd());
    else if (text !== undefined) statement = statement === "" && depth === 0 ? text : null;
    else if (name !== undefined) {
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
  return { remarks: remarks.sort(), names };
}
