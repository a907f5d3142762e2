import type { AstNode } from "../../core/ast.ts";
import { walk } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { assignedNames } from "../names_in_scope.ts";
import { placeOf, quote, textOf } from "../phrases.ts";
import { contains, isGuard, namesIn } from "../surroundings.ts";
import { nextStatement, statementsSwapped } from "../whole_statements.ts";

const LITERAL = /^(?:Tuple|List|Set)$/;

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
    if (assignedNames(next).length === 0 || !mayFail(next, node.test as AstNode)) return [];
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

/** Whether a statement may fail for what a check refuses: it divides by it, or looks it up. */
function mayFail(statement: AstNode, test: AstNode): boolean {
  const checked = namesIn(test).filter((name) => name !== "self");
  const uses = (part: unknown, names = checked) =>
    namesIn(part as AstNode).some((name) => names.includes(name));
  const isLookup = [...walk(test)].some(({ node }) =>
    node.type === "Compare" &&
    (node.ops as AstNode[]).some(({ type }, at) =>
      /^(?:Not)?In$/.test(type) && !LITERAL.test((node.comparators as AstNode[])[at]!.type)
    )
  );
  return [...walk(statement)].some(({ node, ancestors }) => {
    // Over nothing nothing is looked up or divided.
    const isRunFor = (part: unknown) =>
      !ancestors.some((above) =>
        ((above.generators ?? []) as AstNode[]).some(({ iter }) => uses(iter, namesIn(part as AstNode)))
      );
    if (node.type === "Subscript") {
      if (!contains(statement.value, node) || (node.slice as AstNode).type === "Slice") return false;
      // A key that is not in one table may be in another.
      return isRunFor(node.value) && uses(isLookup ? node.value : node);
    }
    if (node.type !== "BinOp" || !["Div", "FloorDiv", "Mod"].includes((node.op as AstNode).type)) {
      return false;
    }
    return isRunFor(node.right) && uses(node.right, mayBeZero(test));
  });
}

/** What a condition compares with a number, or takes for true or false: other bounds say nothing of zero. */
function mayBeZero(test: AstNode): string[] {
  const names = [...walk(test)].flatMap(({ node, ancestors }) => {
    if (node.type === "Compare") {
      const sides = [node.left as AstNode, ...node.comparators as AstNode[]];
      return sides.filter((_, at) => isNumber(sides[at - 1]) || isNumber(sides[at + 1])).flatMap(namesIn);
    }
    const isTruth = /^(?:UnaryOp|BoolOp)$/.test(ancestors.at(-1)?.type ?? "UnaryOp");
    return isTruth && /^(?:Name|Attribute)$/.test(node.type) ? namesIn(node) : [];
  });
  return names.filter((name) => name !== "self");
}

function isNumber(side: AstNode | undefined): boolean {
  return side?.type === "Constant" || (side?.type === "Name" && /^[A-Z_]+$/.test(String(side.id)));
}
