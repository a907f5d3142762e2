import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { placeOf, quote, textOf } from "../phrases.ts";
import { isRefusedAnyway } from "../refused_anyway.ts";
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
    if (!edit || isRefusedAnyway(node.test as AstNode, site)) return [];
    const test = quote(textOf(site, node.test as AstNode));
    return [{
      edits: [edit],
      ...chooseWords(site, {
        description: [
          `${placeOf(site)} raises no error where ${test}: the check is missing.`,
          `No check in ${placeOf(site)} refuses input for which ${test} holds.`,
        ],
        rootCause: [
          "Input that has to be refused goes on into the computation, which then answers with some value or " +
          "fails later with an error that does not name the cause.",
          `Nothing below handles ${test}, so what comes of such input is an accident of the formula.`,
          `The code works for every input that one tries first, and ${test} is not among those.`,
        ],
      }),
    }];
  },
};
