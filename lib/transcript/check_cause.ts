import { escapePattern } from "../core/escape_pattern.ts";
import type { Rejection } from "../core/rejection.ts";
import { FOREIGN_CAUSES } from "./cause_patterns.ts";
import { faultLines, isWithin } from "./fault_lines.ts";
import { problem } from "./narration_problem.ts";
import type { ProseParts } from "./prose_parts.ts";
import type { Story } from "./story.ts";
import { plainWords, type ToldEvidence } from "./told_evidence.ts";
import type { ReasoningKey } from "./turn_draft.ts";

const TOKEN = /[\p{L}_][\p{L}\p{N}_]*|\d[\p{L}\p{N}_.]*|[<>=!+*/%&|^~-]+/gu;
/** What every module has, and so names no place of one. */
const COMMON = /^(?:=|return|if|for|in|def|self|import|from|class|and|or|not)$/;
/** Words before a cause by which it is ruled out. */
const RULED_OUT =
  /(?:\b(?:no|not|nor|never|cannot|without|hardly|beyond|too|rather than|instead of|rules? out|more than)\b|n['\u2019]t\b)[^.!?;]*$/iu;
const RIGHT = "(?:itself\\s+|already\\s+)?(?:is|was|looks|seems|stays)\\s+" +
  "(?:(?:perfectly|entirely|quite|actually|just|already|all|itself|itself\\s+quite)\\s+){0,2}" +
  "(?:right|correct|fine|sound|innocent|harmless|in\\s+order|as\\s+it\\s+should\\s+be)\\b";

/**
 * What a turn gives as the cause though nothing here can show it, and in the explanation what clears the
 * faulty place or names neither it nor what the fix changes; null if nothing.
 */
export function checkCause(
  parts: ProseParts,
  { story, evidence, key }: { story: Story; evidence: ToldEvidence; key: ReasoningKey },
): Rejection | null {
  const foreign = foreignCause(parts.bare, story, evidence);
  if (foreign !== null) return problem("claim", "a cause that nothing here shows", foreign);
  if (key !== "explanation") return null;
  const cleared = clearedFault(parts.bare, story);
  return cleared === null ? null : problem("claim", "the faulty place is said to be right", cleared);
}

/** Whether the explanation tells of the fault at all; null if it does. */
export function checkExplained(parts: ProseParts, { fault, fix }: Story): Rejection | null {
  const name = fault.candidate.function.split(".").at(-1)!;
  if (plainWords(parts.bare).includes(plainWords(name)) && name !== "<module>") return null;
  const changed = changedTokens(fix);
  const quoted = [...parts.spans, ...parts.blocks, ...parts.quotes].flatMap(tokensOf);
  return quoted.some((token) => changed.has(token))
    ? null
    : problem("vague", "it names neither the faulty function nor code that the fix changes");
}

function foreignCause(
  bare: string,
  { checked: { spec }, fault }: Story,
  evidence: ToldEvidence,
): string | null {
  const { domain, topic, subtopic } = spec.seed;
  const { description, rootCause } = fault.candidate;
  const told = [domain, topic, subtopic, spec.summary, spec.problemDescription, spec.solutionOutline];
  const known = evidence.words + plainWords([...told, description, rootCause].join(" "));
  for (const { pattern, stem } of FOREIGN_CAUSES) {
    for (const { 0: words, index } of bare.matchAll(pattern)) {
      const sentence = bare.slice(0, index).split(/[.!?;]\s/).at(-1)!;
      if (!known.includes(` ${stem}`) && !RULED_OUT.test(sentence)) return words;
    }
  }
  return null;
}

function clearedFault(bare: string, { checked: { spec }, fault: { candidate } }: Story): string | null {
  const lines = faultLines(candidate, spec.correctCode);
  const numbered = new RegExp(`\\blines?\\s+(\\d+)\\s+${RIGHT}`, "giu");
  for (const [words, line] of bare.matchAll(numbered)) {
    // Of several lines that were changed together one may well be right.
    if (lines.length === 1 && lines[0]!.first === lines[0]!.last && isWithin(Number(line), lines)) {
      return words;
    }
  }
  const name = escapePattern(candidate.function.split(".").at(-1)!);
  return new RegExp(`(?<![\\p{L}\\p{N}_])${name}(?:\\(\\))?\\s+${RIGHT}`, "iu").exec(bare)?.[0] ?? null;
}

/** The tokens of the lines that a fix changes, but for those that lines in one place have in common. */
function changedTokens(fix: string): ReadonlySet<string> {
  // The first two lines name the files.
  const lines = fix.split("\n").slice(2);
  const of = (mark: string) =>
    new Map(
      lines.filter((line) => line.startsWith(mark)).flatMap((line) => counted(tokensOf(line.slice(1)))),
    );
  const [before, after] = [of("-"), of("+")];
  const all = [...new Set([...before.keys(), ...after.keys()])];
  const differing = all.filter((token) => before.get(token) !== after.get(token));
  // Where tokens only change places, each of them counts.
  return new Set(differing.length > 0 ? differing : all);
}

function counted(tokens: readonly string[]): [token: string, count: number][] {
  const counts = new Map<string, number>();
  for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1);
  return [...counts];
}

function tokensOf(code: string): string[] {
  return (code.match(TOKEN) ?? []).filter((token) => !COMMON.test(token));
}
