/** One replacement of a text that stands in a file once. */
export interface ExactEdit {
  readonly old: string;
  readonly put: string;
}

interface Hunk {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/**
 * A unified diff as replacements of whole lines, each of a text that stands once in the file as it is by then, with as few
 * unchanged lines around it as that takes. Null where the diff does not fit.
 */
export function exactEdits(code: string, diff: string): readonly ExactEdit[] | null {
  const edits: ExactEdit[] = [];
  let now = code;
  for (const hunk of hunksOf(diff)) {
    const edit = smallestEdit(now, hunk);
    if (edit === null) return null;
    edits.push(edit);
    now = now.replace(edit.old, () => edit.put);
  }
  return edits;
}

function hunksOf(diff: string): readonly Hunk[] {
  return diff.split(/^@@.*@@.*\n/m).slice(1).map((text) => {
    const lines = text.replace(/\n$/, "").split("\n").filter((line) => !line.startsWith("\\"));
    return {
      before: lines.filter((line) => !line.startsWith("+")).map((line) => line.slice(1)),
      after: lines.filter((line) => !line.startsWith("-")).map((line) => line.slice(1)),
    };
  });
}

/**
 * Unchanged lines are taken away at both ends as long as the rest stands in the file once. A line stays on either side:
 * texts without their line breaks can neither make nor remove one.
 */
function smallestEdit(code: string, { before, after }: Hunk): ExactEdit | null {
  const shared = sharedLines(before, after);
  for (let kept = 0; kept <= Math.max(shared.above, shared.below); kept++) {
    const [above, below] = [Math.max(0, shared.above - kept), Math.max(0, shared.below - kept)];
    const [old, put] = [before, after].map((lines) => lines.slice(above, lines.length - below));
    if (old!.length === 0 || put!.length === 0) continue;
    const edit = { old: old!.join("\n"), put: put!.join("\n") };
    if (edit.old !== "" && code.split(edit.old).length === 2) return edit;
  }
  return null;
}

/** How many lines at the start and at the end are the same. */
function sharedLines(before: readonly string[], after: readonly string[]): { above: number; below: number } {
  const most = Math.min(before.length, after.length);
  let above = 0;
  while (above < most && before[above] === after[above]) above++;
  let below = 0;
  while (below < most - above && before.at(-1 - below) === after.at(-1 - below)) below++;
  return { above, below };
}
