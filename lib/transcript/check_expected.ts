import { escapePattern } from "../core/escape_pattern.ts";
import type { Rejection } from "../core/rejection.ts";
import type { TestResult } from "../core/test_run.ts";
import { problem } from "./narration_problem.ts";
import { statementAt } from "../core/source_of.ts";
import type { Story } from "./story.ts";
import type { ReasoningKey } from "./turn_draft.ts";

const UNEQUAL = /^(?:\w+s? differ: )?(?<left>.+?) != (?<right>.+?)(?: within \S+ (?:places|delta)\b.*)?$/;
/** Words between a word and its value that turn the meaning round, or speak of another value. */
const TURNS = "but|differs?|from|while|whereas|not|instead|rather|than|against|versus|vs|below|above|and|by";
const CAME = "g[ia]ves?|c[ao]mes?|return\\w*|got";
const filler = (without: string) => `(?:(?!\\b(?:${without})\\b)[^\\d,;:.!?]){0,40}?`;
const SUBJECT = "(?:module|code|call|function|implementation|program|run)";
const GIVES =
  "(?:gives?|gave|returns?|returned|produces?|produced|yields?|yielded|computes?|computed|has|got|gets)";
/** The turns that are told before anything is mended. */
const BEFORE_FIX: readonly ReasoningKey[] = ["reading", "narrowing"];

/** The two values that a failing test compares. */
interface Compared {
  /** What the module gave. */
  readonly actual: string;
  readonly expected: string;
}

/**
 * What a test expects told as what the module gave, or the other way round; null if nothing of the kind is
 * said. Only assertions are looked at of which the text shows which side is which.
 */
export function checkExpected(bare: string, story: Story, key: ReasoningKey): Rejection | null {
  const pairs = story.bug.verdict.tests.flatMap((test) => comparedBy(test, story) ?? []);
  const [actual, expected] = [pairs.map((pair) => pair.actual), pairs.map((pair) => pair.expected)];
  const gave = actual.filter((value) => !expected.includes(value));
  const wanted = expected.filter((value) => !actual.includes(value));
  const patterns = [
    ...gave.map(expectedPattern),
    ...BEFORE_FIX.includes(key) ? [...gave.map(replacedPattern), ...wanted.map(givenPattern)] : [],
  ];
  for (const pattern of patterns) {
    const said = new RegExp(pattern, "iu").exec(bare);
    if (said !== null) return problem("value", "what is expected and what came are mixed up", said[0]);
  }
  return null;
}

function comparedBy({ frames, message }: TestResult, { checked: { spec } }: Story): Compared | null {
  const values = UNEQUAL.exec(message.split("\n")[0]!)?.groups;
  const frame = frames.findLast(({ file }) => file === `test_${spec.moduleName}.py`);
  if (values === undefined || frame === undefined) return null;
  const { left, right } = values as { left: string; right: string };
  const [first, second] = argumentsOf(statementAt(spec.unitTests, frame.line));
  if (first === undefined || second === undefined || isLiteral(first) === isLiteral(second)) return null;
  return isLiteral(second) ? { actual: left, expected: right } : { actual: right, expected: left };
}

/** The arguments of an `assertEqual(...)` and the like. */
function argumentsOf(statement: string): string[] {
  const inside = /^\s*self\.assert(?:AlmostEqual|\w*Equal)\(([^]*)\)\s*$/.exec(statement)?.[1] ?? "";
  const parts = [""];
  let depth = 0;
  for (const [token] of inside.matchAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^]/g)) {
    if (token === "," && depth === 0) parts.push("");
    else parts[parts.length - 1] += token;
    if ("([{".includes(token)) depth++;
    if (")]}".includes(token)) depth--;
  }
  return parts.map((part) => part.trim()).filter((part) => part !== "");
}

/** Whether an expression has no names in it: no call of the module can stand there. */
function isLiteral(expression: string): boolean {
  const names = expression.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, "").match(
    /(?<![\w.])[A-Za-z_]\w*/g,
  );
  return (names ?? []).every((name) => /^(?:True|False|None)$/.test(name));
}

function expectedPattern(value: string): string {
  const it = asPattern(value);
  return `\\bexpect\\w*\\b${filler(`${TURNS}|${CAME}`)}${it}` +
    `|\\b(?:should|must|ought\\s+to|has\\s+to|have\\s+to)\\b${filler(TURNS)}${it}` +
    `|${it}\\s+(?:(?:is|was|are|were|as|what\\s+is|what\\s+was)\\s+)+(?:the\\s+)?expected\\b`;
}

function replacedPattern(value: string): string {
  return `\\b(?:instead\\s+of|rather\\s+than|in\\s+place\\s+of)\\s+(?:the\\s+)?${asPattern(value)}`;
}

function givenPattern(value: string): string {
  const it = asPattern(value);
  return `\\bthe\\s+${SUBJECT}\\s+(?:\\w+ly\\s+)?${GIVES}\\s+(?:back\\s+|us\\s+)?${it}` +
    `|\\b(?:what|that)\\s+c[ao]mes?(?:\\s+back|\\s+out)?\\s+(?:is|was)\\s+${it}` +
    `|${it}\\s+(?:came|comes|is\\s+what\\s+c[ao]mes?|was\\s+returned|is\\s+returned)\\b(?!\\s+(?:from|of))`;
}

/** A value as it may be written: numbers also without a fraction of zeros. */
function asPattern(value: string): string {
  const whole = /^-?\d+(?=\.0+$)/.exec(value)?.[0];
  const escaped = escapePattern(value).replace(/\s+/g, "\\s+");
  const text = whole === undefined ? escaped : `${whole}(?:\\.0+)?`;
  return `(?<![\\w.-])${text}(?![\\w%]|\\.\\d)`;
}
