import type { AstNode } from "../../core/ast.ts";
import { walk } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { assignedNames } from "../names_in_scope.ts";
import { placeOf, quote, textOf } from "../phrases.ts";
import { contains, isGuard, namesIn } from "../surroundings.ts";
import { nextStatement, statementsSwapped } from "../whole_statements.ts";

/** Checks a value only after it was divided by or looked up with. */
export const guardLate: MutantOperator = {
  name: "guard_late",
  family: "error_handling",
  summary: "Moves an `if ...: raise` behind the statement that it protects.",
  example: {
    before: 'if total == 0.0:\n    raise ValueError("nothing to share")\nshare = part / total',
    after: 'share = part / total\nif total == 0.0:\n    raise ValueError("nothing to share")',
  },
  mutate(site) {
    const { node, source } = site;
    if (node.type !== "If" || !isGuard(node) || (node.orelse as AstNode[]).length > 0) return [];
    const next = nextStatement(site);
    if (!next || source.startsWith("elif", node.start) || textOf(site, next).includes("\n")) return [];
    const checked = namesIn(node.test as AstNode);
    if (assignedNames(next).length === 0 || !mayFail(next, checked)) return [];
    if (assignedNames(next).some((name) => checked.includes(name))) return [];
    const edits = statementsSwapped(node, next, source);
    if (!edits) return [];
    return [{
      edits,
      description: `${placeOf(site)} runs ${quote(textOf(site, next))} before it checks ${
        quote(textOf(site, node.test as AstNode))
      }.`,
      rootCause:
        "The check protects the statement that now stands in front of it, and comes too late: bad input fails " +
        "there with another error.",
    }];
  },
};

/** Whether a statement divides by, or looks up with or in, one of some names. */
function mayFail(statement: AstNode, names: readonly string[]): boolean {
  const uses = (part: unknown) => namesIn(part as AstNode).some((name) => names.includes(name));
  return [...walk(statement)].some(({ node }) => {
    if (node.type === "Subscript") return contains(statement.value, node) && uses(node);
    return node.type === "BinOp" && ["Div", "FloorDiv", "Mod"].includes((node.op as AstNode).type) &&
      uses(node.right);
  });
}
