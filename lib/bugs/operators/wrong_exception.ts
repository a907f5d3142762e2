import type { AstNode } from "../../core/ast.ts";
import { nameOf, walk } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import { placeOf, quote, textOf } from "../phrases.ts";
import { functionAround, isGuard } from "../surroundings.ts";

/** The class that is easily raised in another's place; none is a subclass of the other. */
const OTHER: Record<string, string> = {
  ValueError: "TypeError",
  TypeError: "ValueError",
  KeyError: "ValueError",
  IndexError: "ValueError",
  ZeroDivisionError: "ValueError",
  ArithmeticError: "ValueError",
  OverflowError: "ValueError",
  RuntimeError: "ValueError",
};

/** Raises an error of another class than callers expect. */
export const wrongException: MutantOperator = {
  name: "wrong_exception",
  family: "error_handling",
  summary: "Raises an error of another class.",
  example: {
    before: "if name not in table:\n    raise KeyError(name)",
    after: "if name not in table:\n    raise ValueError(name)",
  },
  mutate(site) {
    if (site.node.type !== "If" || !isGuard(site.node) || !isFirst(site)) return [];
    const raised = raisedBy(site.node);
    const text = raised && OTHER[nameOf(raised)];
    if (!raised || raised.type !== "Name" || !text) return [];
    const was = textOf(site, raised);
    return [{
      edits: [{ start: raised.start, end: raised.end, text }],
      description: `${placeOf(site)} raises \`${text}\` and not \`${was}\` where ${
        quote(textOf(site, site.node.test as AstNode))
      }.`,
      rootCause:
        `Callers catch \`${was}\` for this kind of bad input; an error of another class goes past them.`,
    }];
  },
};

/** The class that the body raises, by name or by a call. */
function raisedBy(guard: AstNode): AstNode | undefined {
  const raised = (guard.body as AstNode[])[0]!.exc as AstNode | null;
  return raised?.type === "Call" ? raised.func as AstNode : raised ?? undefined;
}

/** One check of a function is enough: the same slip in the next one would be the same bug. */
function isFirst(site: MutationSite): boolean {
  const scope = functionAround(site) ?? site.ancestors[0] ?? site.node;
  return [...walk(scope)].find(({ node }) => node.type === "If" && isGuard(node))?.node === site.node;
}
