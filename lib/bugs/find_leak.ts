import type { Candidate } from "../core/candidate.ts";
import { walk } from "../core/ast.ts";
import { escapePattern } from "../core/escape_pattern.ts";
import { lineAt } from "../core/span_edit.ts";
import type { CheckedSpec } from "../core/spec.ts";
import type { CaughtBug } from "./pick_bug.ts";
import { type Healthy, lineInHealthy } from "./edit_place.ts";
import { type PlacedRemark, readProse } from "./python_prose.ts";
import { quotedCode } from "./quoted_code.ts";
import { tellingWord, wordsOf } from "./telling_words.ts";

/** Lines around the faulty one in which remarks are read for what they say of it. */
const NEAR = 3;

interface Subject {
  readonly bug: CaughtBug;
  readonly module: CheckedSpec;
  readonly healthy: Healthy;
  /** Remarks of the healthy module. */
  readonly remarks: readonly PlacedRemark[];
}

/** What may give a bug away, each with its way of finding what it says; null where it says nothing. */
const LEAKS: readonly (readonly [what: string, find: (subject: Subject) => string | null])[] = [
  ["a remark of the function quotes the healthy code", ({ bug, healthy, remarks }) => {
    const near = remarksOfFunction(bug.candidate, healthy, remarks);
    return quotedCode(near, bug.candidate.edits, { healthy, quote: "expression" });
  }],
  ["the description quotes the healthy code", ({ bug, module: { spec }, healthy }) => {
    const texts = [spec.summary, spec.problemDescription, spec.solutionOutline];
    return quotedCode(texts, bug.candidate.edits, { healthy, quote: "statement" });
  }],
  ["the edit says", ({ bug: { candidate }, healthy }) => {
    const known = new Set(wordsOf(healthy.source));
    const brought = candidate.edits.map(({ text }) => text).join("\n");
    const fresh = wordsOf(brought).filter((word) => !known.has(word)).join(" ");
    return tellingWord(fresh, "brought_in");
  }],
  ["a remark beside the fault says", ({ bug: { candidate }, healthy: { source }, remarks }) => {
    const line = lineInHealthy(candidate, source);
    const beside = remarks.filter(({ text, start }) => {
      const first = lineAt(source, start);
      return first <= line + NEAR && line - NEAR <= first + text.split("\n").length - 1;
    });
    return tellingWord(beside.map(({ text }) => text).join("\n"), "beside_fault");
  }],
  ["a failing test says", ({ bug: { verdict } }) => {
    const said = verdict.tests.filter(({ status }) => status !== "passed")
      .map(({ id, message }) => `${id} ${message}`);
    return tellingWord(said.join("\n"), "anywhere");
  }],
  ["the module's name says", ({ module: { spec } }) => tellingWord(spec.moduleName, "anywhere")],
  [
    "the sources name the operator",
    ({ bug: { candidate }, module: { spec } }) =>
      namesOperator(`${candidate.code}\n${spec.unitTests}`, candidate),
  ],
];

/** What gives a caught bug away to whoever is to find it, such as a comment; null where nothing does. */
export function findLeak(bug: CaughtBug, module: CheckedSpec): string | null {
  const source = module.spec.correctCode;
  const healthy = { source, tree: module.tree };
  const subject = { bug, module, healthy, remarks: readProse(source).placed };
  for (const [what, find] of LEAKS) {
    const said = find(subject);
    if (said !== null) return `${what}: ${said}`;
  }
  return null;
}

/** What gives a bug away in what run_tests.py printed; null where nothing does. */
export function findLeakInOutput(output: string, { candidate }: Pick<CaughtBug, "candidate">): string | null {
  const said = namesOperator(output, candidate) ?? tellingWord(output, "anywhere");
  return said === null ? null : `the output says: ${said}`;
}

/** Remarks in the faulty function and in the lines just above it; all of the module's for what is in no function. */
function remarksOfFunction(
  { edits }: Candidate,
  { source, tree }: Healthy,
  remarks: readonly PlacedRemark[],
): readonly string[] {
  const [start, end] = [edits[0]!.start, edits.at(-1)!.end];
  let first = 0;
  let last = source.length;
  for (const { node } of walk(tree)) {
    if (!/FunctionDef$/.test(node.type) || node.start > start || node.end < end) continue;
    [first, last] = [node.start, node.end];
  }
  const from = lineAt(source, first) - NEAR;
  return remarks.filter((remark) => lineAt(source, remark.start) >= from && remark.start < last)
    .map(({ text }) => text);
}

/** Names of one word, such as "exponent", are words of any science. */
function namesOperator(text: string, { operator }: Candidate): string | null {
  const names = operator.includes("_") && new RegExp(`\\b${escapePattern(operator)}\\b`).test(text);
  return names ? operator : null;
}
