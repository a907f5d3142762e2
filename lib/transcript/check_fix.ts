import { escapePattern } from "../core/escape_pattern.ts";
import type { Rejection } from "../core/rejection.ts";
import { problem } from "./narration_problem.ts";
import type { Story } from "./story.ts";
import type { ReasoningKey } from "./turn_draft.ts";

const TOKEN = /[\p{L}_][\p{L}\p{N}_]*|\d[\p{L}\p{N}_.]*|[<>=!+*/%&|^~-]+|[^\s]/gu;
const HAS = "(?:has|uses|takes|computes|reads|says|sets|does|tests|compares|returns|writes|calls|applies)";
const FAULT = "(?:fault|bug|mistake|error|defect|cause|slip|culprit)";

/** What a fix takes away, and what it puts there. */
interface Change {
  readonly bad: string;
  readonly good: string;
}

/**
 * The fix told the wrong way round, or the fault told of another function; null if nothing of the kind is
 * said. Only a fix that puts as many lines there as it takes away is looked at.
 */
export function checkFix(bare: string, story: Story, key: ReasoningKey): Rejection | null {
  if (key !== "explanation" && key !== "closing") return null;
  const flat = bare.replace(/\s+/g, " ");
  for (const { bad, good } of changesOf(story.fix)) {
    const said = reversed(asPattern(bad), asPattern(good)).exec(flat);
    if (said !== null) return problem("claim", "the fix is told the wrong way round", said[0]);
  }
  const other = misplaced(flat, story);
  return other === undefined ? null : problem("claim", "the fault is told of another function", other);
}

/** The lines of a fix in pairs, and what differs within each pair. */
function changesOf(fix: string): readonly Change[] {
  // The first two lines name the files.
  const lines = fix.split("\n").slice(2);
  const of = (mark: string) =>
    lines.filter((line) => line.startsWith(mark)).map((line) => line.slice(1).trim())
      .filter((line) => line !== "");
  const [gone, come] = [of("-"), of("+")];
  if (gone.length !== come.length) return [];
  return gone.flatMap((bad, at) => [{ bad, good: come[at]! }, ...differing(bad, come[at]!)])
    // What is a part of the other would be found in it.
    .filter(({ bad, good }) => bad.length > 2 && !bad.includes(good) && !good.includes(bad));
}

/** What two lines have apart, with up to one token more on each side. */
function differing(bad: string, good: string): readonly Change[] {
  const [a, b] = [[...bad.matchAll(TOKEN)], [...good.matchAll(TOKEN)]];
  const most = Math.min(a.length, b.length);
  let head = 0;
  while (head < most && a[head]![0] === b[head]![0]) head++;
  let tail = 0;
  while (tail < most - head && a.at(-1 - tail)![0] === b.at(-1 - tail)![0]) tail++;
  const cut = (line: string, tokens: readonly RegExpMatchArray[], more: number) => {
    const first = tokens[Math.max(0, head - more)];
    const last = tokens[Math.min(tokens.length - 1, tokens.length - 1 - tail + more)];
    return first === undefined || last === undefined
      ? ""
      : line.slice(first.index!, last.index! + last[0].length);
  };
  return [0, 1].map((more) => ({ bad: cut(bad, a, more), good: cut(good, b, more) }))
    .filter((change) => change.bad !== "" && change.good !== "");
}

function reversed(bad: string, good: string): RegExp {
  return new RegExp(
    [
      `\\b(?:should|must|has to|needs to|ought to)(?: (?!not\\b)\\p{L}+){1,3} ${bad}`,
      `\\breplac\\p{L}+ ${good} (?:by|with) ${bad}`,
      `\\bchang\\p{L}+ ${good} (?:to|into) ${bad}`,
      `${good} (?:becomes|turns into|is (?:replaced|changed) (?:by|with|to|into)) ${bad}`,
      `\\b${HAS} ${good} (?:where|instead of|rather than|in place of|when)(?: it should be)? ${bad}`,
    ].join("|"),
    "iu",
  );
}

function asPattern(code: string): string {
  const text = escapePattern(code).replace(/\s+/g, "\\s*");
  return `(?<![\\p{L}\\p{N}_])${text}(?![\\p{L}\\p{N}_])`;
}

function misplaced(flat: string, { fault: { candidate, evidence: { reach } } }: Story): string | undefined {
  const own = candidate.function.split(".");
  const pattern = new RegExp(
    `\\bthe (?:actual |real )?${FAULT} (?:(?:is|lies|sits|stands|must be|was) )?(?:in|within|inside) ` +
      "(?:the (?:function|method) )?(?<name>[\\p{L}_][\\p{L}\\p{N}_.]*)",
    "giu",
  );
  for (const match of flat.matchAll(pattern)) {
    const name = match.groups!.name!.replace(/\.$/, "");
    const isOther = reach.some((each) => each.name === name || each.name.split(".").at(-1) === name);
    if (isOther && !own.includes(name.split(".").at(-1)!)) return match[0];
  }
  return undefined;
}
