import type { AstNode } from "../../core/ast.ts";
import { nameOf, walk } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { placeOf, quote, textOf } from "../phrases.ts";
import { assignedNames } from "../names_in_scope.ts";
import { wholeLines } from "../whole_statements.ts";

/** Returns the last iterate where an iteration has to fail: no error tells that it did not converge. */
export const failureReturned: MutantOperator = {
  name: "failure_returned",
  family: "error_handling",
  summary: "Returns the last value of an iteration that has to raise an error.",
  example: {
    before:
      "def solve(x):\n    for _ in range(50):\n        x = step(x)\n        if done(x):\n            return x\n" +
      '    raise ArithmeticError("no convergence")',
    after:
      "def solve(x):\n    for _ in range(50):\n        x = step(x)\n        if done(x):\n            return x\n" +
      "    return x",
  },
  mutate(site) {
    const { node, source } = site;
    if (node.type !== "FunctionDef") return [];
    const [loop, failure] = (node.body as AstNode[]).slice(-2);
    if (failure?.type !== "Raise" || !loop || !["For", "While"].includes(loop.type)) return [];
    if (!wholeLines(failure, source)) return [];
    const inside = [...walk(loop)].map(({ node: below }) => below);
    const result = inside.filter((below) => below.type === "Return").at(-1)?.value as AstNode | undefined;
    const isUpdated = result?.type === "Name" && inside.flatMap(assignedNames).includes(nameOf(result));
    if (!result || !isUpdated) return [];
    const now = `return ${textOf(site, result)}`;
    return [{
      edits: [{ start: failure.start, end: failure.end, text: now }],
      description: `${placeOf(site)} ends with \`${now}\` instead of ${quote(textOf(site, failure))}.`,
      rootCause:
        "An iteration that has used up its passes without an answer must say so; handed out like a result, its " +
        "last value looks as good as any other.",
    }];
  },
};
