import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { placeOf, quote, textOf } from "../phrases.ts";

/** Catches an error and goes on as if nothing had happened. */
export const errorSwallowed: MutantOperator = {
  name: "error_swallowed",
  family: "error_handling",
  summary: "Replaces the `raise` at the end of an `except` block by `pass` or `continue`.",
  example: {
    before: 'try:\n    check(x)\nexcept KeyError:\n    raise ValueError("unknown")',
    after: "try:\n    check(x)\nexcept KeyError:\n    pass",
  },
  mutate(site) {
    const { node, ancestors } = site;
    const last = node.type === "ExceptHandler" ? (node.body as AstNode[]).at(-1) : undefined;
    if (last?.type !== "Raise" || /[#]/.test(textOf(site, last))) return [];
    const around = ancestors.findLast((above) =>
      /^(?:For|While|FunctionDef|AsyncFunctionDef)$/.test(above.type)
    );
    const text = around && ["For", "While"].includes(around.type) ? "continue" : "pass";
    return [{
      edits: [{ start: last.start, end: last.end, text }],
      description: `${placeOf(site)} answers a caught error with \`${text}\` instead of ${
        quote(textOf(site, last))
      }.`,
      rootCause:
        "The error is caught and then lost: the caller is not told, and the code goes on without what the failed " +
        "lines should have given.",
    }];
  },
};
