import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { contrast, placeOf } from "../phrases.ts";
import { isInGuard } from "../surroundings.ts";

const COMPLEMENT: Record<string, string> = { Lt: ">=", LtE: ">", Gt: "<=", GtE: "<" };

/** Lets nan through a check: `x <= 0.0` for `not x > 0.0`, which is the same for all numbers but nan. */
export const nanCheckLost: MutantOperator = {
  name: "nan_check_lost",
  family: "error_handling",
  summary: "Simplifies `not x > 0.0` in a check to `x <= 0.0`, which nan passes.",
  example: {
    before: 'if not h > 0.0:\n    raise ValueError("bad step")',
    after: 'if h <= 0.0:\n    raise ValueError("bad step")',
  },
  mutate(site) {
    const { node, source } = site;
    if (node.type !== "UnaryOp" || (node.op as AstNode).type !== "Not" || !isInGuard(site)) return [];
    const test = node.operand as AstNode;
    if (test.type !== "Compare" || (test.ops as AstNode[]).length !== 1) return [];
    const op = (test.ops as AstNode[])[0]!;
    const text = COMPLEMENT[op.type];
    const gap = source.slice(node.start, test.start);
    if (!text || !/^not +$/.test(gap)) return [];
    const edits = [
      { start: node.start, end: test.start, text: "" },
      { start: op.start, end: op.end, text },
    ];
    const { was, now } = contrast(site, edits);
    return [{
      edits,
      description: `${placeOf(site)} refuses input by ${now} instead of ${was}.`,
      rootCause:
        "The two agree for all numbers, but every comparison with nan is false: nan is refused by the negated " +
        "form and passes the tidied one.",
    }];
  },
};
