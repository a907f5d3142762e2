import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { placeOf, quote, textOf } from "../phrases.ts";
import { isGuard } from "../surroundings.ts";
import { statementDropped } from "../whole_statements.ts";

/** Leaves a check of the input out: the `if ...: raise` is gone. */
export const guardDropped: MutantOperator = {
  name: "guard_dropped",
  family: "error_handling",
  summary: "Drops an `if ...: raise`.",
  example: {
    before: 'def f(x, h):\n    if h == 0.0:\n        raise ValueError("no step")\n    return x + h',
    after: "def f(x, h):\n    return x + h",
  },
  mutate(site) {
    const { node, source } = site;
    if (node.type !== "If" || !isGuard(node) || (node.orelse as AstNode[]).length > 0) return [];
    const edit = source.startsWith("elif", node.start) ? undefined : statementDropped(site);
    if (!edit) return [];
    const test = quote(textOf(site, node.test as AstNode));
    return [{
      edits: [edit],
      description: `${placeOf(site)} no longer raises an error where ${test}: the check is missing.`,
      rootCause:
        "Input that has to be refused goes on into the computation, which then answers with some value or " +
        "fails later with an error that does not name the cause.",
    }];
  },
};
