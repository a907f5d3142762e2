import type { AstNode } from "../../core/ast.ts";
import { nameOf } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { placeOf, quote, textOf } from "../phrases.ts";
import { statementDropped } from "../whole_statements.ts";

/** Forgets to have its input checked: the call of the checking function is gone. */
export const checkCallDropped: MutantOperator = {
  name: "check_call_dropped",
  family: "error_handling",
  summary: "Drops a call that only checks its arguments.",
  example: {
    before: "def f(x):\n    check_positive(x)\n    return x ** 0.5",
    after: "def f(x):\n    return x ** 0.5",
  },
  mutate(site) {
    const call = site.node.value as AstNode | undefined;
    if (site.node.type !== "Expr" || call?.type !== "Call") return [];
    const name = nameOf(call.func as AstNode);
    if (!/^_*(?:check|require|validate|ensure|verify|assert)(?:_|$)/.test(name)) return [];
    const edit = statementDropped(site);
    if (!edit) return [];
    return [{
      edits: [edit],
      description: `${placeOf(site)} does without ${quote(textOf(site))}, which has to come first.`,
      rootCause:
        `Whatever \`${name}\` refuses is now computed with: the call returns nothing, so it is not missed before ` +
        "bad input comes.",
    }];
  },
};
