import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { placeOf, quote, textOf } from "../phrases.ts";

/** Starts a second `if` where the chain must go on, so that its `else` no longer sees the first test. */
export const elifToIf: MutantOperator = {
  name: "elif_to_if",
  family: "logic",
  summary: "Writes `if` for `elif`.",
  mutate(site) {
    const { node, source } = site;
    const parent = site.ancestors.at(-1);
    if (node.type !== "If" || parent?.type !== "If") return [];
    if (!source.startsWith("elif", node.start)) return [];
    // Without an `else` behind it, cases that exclude each other stay as they are.
    if ((node.orelse as AstNode[]).length === 0) return [];
    if (leaves((parent.body as AstNode[]).at(-1)!)) return [];
    const test = quote(textOf(site, node.test as AstNode));
    return [{
      edits: [{ start: node.start, end: node.start + 4, text: "if" }],
      description: `${
        placeOf(site)
      } tests ${test} with \`if\` where \`elif\` is meant, so that the cases after an earlier match are looked at too.`,
      rootCause:
        "The cases exclude each other; as a separate `if`, a later one or the `else` overrides what an earlier one decided.",
    }];
  },
};

function leaves(statement: AstNode): boolean {
  return ["Return", "Raise", "Continue", "Break"].includes(statement.type);
}
