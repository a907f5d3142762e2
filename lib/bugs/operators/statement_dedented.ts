import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { assignedNames } from "../names_in_scope.ts";
import { placeOf, quote, textOf } from "../phrases.ts";

/** Takes the last statement out of a `for` loop or an `if`: it is indented once too little. */
export const statementDedented: MutantOperator = {
  name: "statement_dedented",
  family: "iteration",
  summary: "Dedents the last statement of a `for` or `if` block out of it.",
  example: {
    before: "for x in xs:\n    y = f(x)\n    total += y",
    after: "for x in xs:\n    y = f(x)\ntotal += y",
  },
  mutate(site) {
    const { node, source, ancestors } = site;
    const parent = ancestors.at(-1);
    if (!parent || !["For", "If"].includes(parent.type) || textOf(site).includes("\n")) return [];
    const body = parent.body as AstNode[];
    const isPlain = assignedNames(node).length > 0 || /Assign$|^Expr$/.test(node.type);
    if (body.length < 2 || body.at(-1) !== node || (parent.orelse as AstNode[]).length > 0 || !isPlain) {
      return [];
    }
    if (ancestors.some((above) => above.type === "While")) return [];
    const indent = lineStart(node, source);
    const outer = /^[ \t]*/.exec(source.slice(source.lastIndexOf("\n", parent.start - 1) + 1))![0];
    if (!/^[ \t]+$/.test(indent) || !indent.startsWith(outer) || indent === outer) return [];
    const isLoop = parent.type === "For";
    return [{
      edits: [{ start: node.start - indent.length + outer.length, end: node.start, text: "" }],
      description: `${placeOf(site)} runs ${quote(textOf(site))} after the ${
        isLoop
          ? "loop instead of in it, so that it happens only once"
          : "`if` instead of in it, so that it always happens"
      }.`,
      rootCause: `The statement is indented one level too little and has left the ${
        isLoop ? "loop" : "branch"
      } that it belongs to.`,
    }];
  },
};

function lineStart(node: AstNode, source: string): string {
  return source.slice(source.lastIndexOf("\n", node.start - 1) + 1, node.start);
}
