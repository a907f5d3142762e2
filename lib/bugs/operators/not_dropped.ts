import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { replaceByPart } from "../parentheses.ts";
import { contrast, placeOf } from "../phrases.ts";
import { isInGuard, isInWhileTest } from "../surroundings.ts";

/** Forgets a `not`. */
export const notDropped: MutantOperator = {
  name: "not_dropped",
  family: "logic",
  summary: "Drops `not`.",
  example: { before: "ok = not closed", after: "ok = closed" },
  mutate(site) {
    const { node } = site;
    if (node.type !== "UnaryOp" || (node.op as AstNode).type !== "Not") return [];
    if (isInGuard(site) || isInWhileTest(site)) return [];
    const edit = replaceByPart(site, node.operand as AstNode);
    if (!edit) return [];
    const edits = [edit];
    const { was, now } = contrast(site, edits);
    return [{
      edits,
      description: `${placeOf(site)} asks ${now} where the question is ${was}.`,
      rootCause: "The `not` was lost, so the condition holds in exactly the cases where it should fail.",
    }];
  },
};
