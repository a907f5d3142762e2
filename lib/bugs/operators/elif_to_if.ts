import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { atPlace, placeOf, quote, textOf } from "../phrases.ts";

/** Starts a second `if` where the chain must go on, so that its `else` no longer sees the first test. */
export const elifToIf: MutantOperator = {
  name: "elif_to_if",
  family: "logic",
  summary: "Writes `if` for `elif`.",
  example: {
    before: "if x < lo:\n    x = lo\nelif x > hi:\n    x = hi\nelse:\n    inside += 1",
    after: "if x < lo:\n    x = lo\nif x > hi:\n    x = hi\nelse:\n    inside += 1",
  },
  mutate(site) {
    const { node, source } = site;
    const parent = site.ancestors.at(-1);
    if (node.type !== "If" || parent?.type !== "If") return [];
    if (!source.startsWith("elif", node.start)) return [];
    // Without an `else` behind it, cases that exclude each other stay as they are.
    if ((node.orelse as AstNode[]).length === 0) return [];
    if (leaves((parent.body as AstNode[]).at(-1)!)) return [];
    const test = quote(textOf(site, node.test as AstNode));
    const place = placeOf(site);
    return [{
      edits: [{ start: node.start, end: node.start + 4, text: "if" }],
      ...chooseWords(site, {
        description: [
          `${place} tests ${test} by an \`if\` of its own, and the chain above it needs an \`elif\` there.`,
          `${
            atPlace(site)
          }, the chain of cases is broken in two: the \`if\` before ${test} has to be an \`elif\`.`,
        ],
        rootCause: [
          `The cases exclude each other, but a separate \`if\` is also reached after an earlier match, and it or its \`else\` then overrides what was decided.`,
          `Once an earlier case has matched, ${test} must not be asked at all; as a statement of its own it is asked every time.`,
        ],
      }),
    }];
  },
};

function leaves(statement: AstNode): boolean {
  return ["Return", "Raise", "Continue", "Break"].includes(statement.type);
}
