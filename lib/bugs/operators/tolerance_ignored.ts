import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { isTolerance } from "../numbers.ts";
import { contrast, placeOf, textOf } from "../phrases.ts";
import { isInWhileTest } from "../surroundings.ts";

const WITHOUT_TOLERANCE: Record<string, string> = { Lt: "==", LtE: "==", Gt: "!=", GtE: "!=" };

/** Compares floats for exact equality: `a == b` for `abs(a - b) < TOLERANCE`. */
export const toleranceIgnored: MutantOperator = {
  name: "tolerance_ignored",
  family: "numerics",
  summary: "Replaces a comparison within a tolerance by exact equality.",
  example: { before: "same = abs(a - b) <= 1e-9", after: "same = a == b" },
  mutate(site) {
    const { node, source } = site;
    if (node.type !== "Compare" || isInWhileTest(site)) return [];
    const [op, ...more] = node.ops as AstNode[];
    const size = node.left as AstNode;
    const difference = (size.args as AstNode[] | undefined)?.[0];
    const text = WITHOUT_TOLERANCE[op!.type];
    if (!text || more.length > 0 || !isTolerance((node.comparators as AstNode[])[0]!, source)) return [];
    if (size.type !== "Call" || textOf(site, size.func as AstNode) !== "abs") return [];
    if (difference?.type !== "BinOp" || (difference.op as AstNode).type !== "Sub") return [];
    if (/[\n#]/.test(textOf(site))) return [];
    const sides = [difference.left as AstNode, difference.right as AstNode].map((side) => textOf(site, side));
    const edits = [{ start: node.start, end: node.end, text: sides.join(` ${text} `) }];
    const { was, now } = contrast(site, edits);
    return [{
      edits,
      description: `${placeOf(site)} compares exactly, by ${now} instead of ${was}.`,
      rootCause:
        "Floats that are equal on paper differ in their last digits once they have been computed in two ways.",
    }];
  },
};
