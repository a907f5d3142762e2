import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import { replaceByPart } from "../parentheses.ts";
import { contrast, placeOf } from "../phrases.ts";
import { isArgumentOf, isInSubscript, isSignLost } from "../surroundings.ts";

/** Forgets a minus sign: `math.exp(x)` for `math.exp(-x)`. */
export const signDropped: MutantOperator = {
  name: "sign_dropped",
  family: "arithmetic",
  summary: "Drops a unary minus.",
  example: { before: "y = math.exp(-k * t)", after: "y = math.exp(k * t)" },
  mutate(site) {
    const { node, source } = site;
    if (node.type !== "UnaryOp" || (node.op as AstNode).type !== "USub") return [];
    if (isInSubscript(site) || isArgumentOf(site, ["range"]) || isSignLost(site)) return [];
    if (isBoundPair(site) || /\binf\b/.test(source.slice(node.start, node.end))) return [];
    const edit = replaceByPart(site, node.operand as AstNode);
    if (!edit) return [];
    const edits = [edit];
    const { was, now } = contrast(site, edits);
    return [{
      edits,
      description: `${placeOf(site)} uses ${now} instead of ${was}.`,
      rootCause: "The minus sign was lost, so the term acts in the opposite direction.",
    }];
  },
};

/** The lower end of `-x <= y <= x`: without its sign nothing but equality would pass. */
function isBoundPair({ ancestors }: MutationSite): boolean {
  const parent = ancestors.at(-1);
  return parent?.type === "Compare" && (parent.ops as AstNode[]).length > 1;
}
