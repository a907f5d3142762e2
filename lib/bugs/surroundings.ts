import type { AstNode } from "../core/ast.ts";
import { childNodes, isNode, nameOf, walk } from "../core/ast.ts";
import type { MutationSite } from "../core/operator.ts";

/** The innermost function around a site. */
export function functionAround(site: MutationSite): AstNode | undefined {
  return site.ancestors.findLast((node) => node.type === "FunctionDef" || node.type === "AsyncFunctionDef");
}

/** Whether a site stands in the condition of an `if` that does nothing but raise. */
export function isInGuard(site: MutationSite): boolean {
  return site.ancestors.some((node) => node.type === "If" && isGuard(node) && contains(node.test, site.node));
}

/** Whether an `if` does nothing but raise. */
export function isGuard(node: AstNode): boolean {
  const body = node.body as AstNode[];
  return node.type === "If" && body.length === 1 && body[0]!.type === "Raise";
}

/** Whether a site stands in the condition of a `while`. */
export function isInWhileTest(site: MutationSite): boolean {
  return site.ancestors.some((node) => node.type === "While" && contains(node.test, site.node));
}

/**
 * Whether a statement changes what ends an enclosing `while` loop: a name that its condition, or any
 * condition in its body, mentions.
 */
export function drivesWhile(site: MutationSite): boolean {
  const statement = [...site.ancestors, site.node].findLast((node) =>
    node.type === "Assign" || node.type === "AugAssign" ||
    node.type === "AnnAssign"
  );
  if (!statement) return false;
  const targets = (statement.targets ?? [statement.target]) as AstNode[];
  const names = new Set(targets.flatMap(namesIn));
  return site.ancestors.some((loop) =>
    loop.type === "While" &&
    conditionsOf(loop).some((test) => namesIn(test).some((name) => names.has(name)))
  );
}

/** All names below a node, attributes too, in order, each once. */
export function namesIn(node: AstNode): string[] {
  const names = new Set<string>();
  for (const { node: below } of walk(node)) {
    if (nameOf(below) !== "") names.add(nameOf(below));
  }
  return [...names];
}

/** Whether a node is, or holds by its span, another. */
export function contains(outer: unknown, inner: AstNode): boolean {
  return isNode(outer) && outer.start <= inner.start && inner.end <= outer.end;
}

/** Whether a site stands in the argument list of a call of one of these names. */
export function isArgumentOf(
  site: MutationSite,
  names: readonly string[],
): boolean {
  return site.ancestors.some((node) =>
    node.type === "Call" && names.includes(nameOf(node.func as AstNode)) &&
    !contains(node.func, site.node)
  );
}

/** Whether a site stands in the brackets of a subscript. */
export function isInSubscript(site: MutationSite): boolean {
  return site.ancestors.some((node) => node.type === "Subscript" && contains(node.slice, site.node));
}

/** Whether an expression is evidently text or a list, where `+` joins and `*` repeats. */
export function isSequence(node: AstNode, source: string): boolean {
  const first = source.slice(node.start, node.start + 2);
  if (node.type === "Constant") return /^(?:[rbuf]?["'])/i.test(first);
  if (/^(?:JoinedStr|List|ListComp|Tuple|Set|Dict)$/.test(node.type)) {
    return true;
  }
  if (node.type === "Call") {
    return ["str", "list", "tuple", "join", "format", "repr", "sorted"]
      .includes(nameOf(node.func as AstNode));
  }
  if (node.type === "Subscript") {
    return (node.slice as AstNode).type === "Slice";
  }
  return node.type === "BinOp" && !["Div", "Sub", "Pow"].includes(
    (node.op as AstNode).type,
  ) && childNodes(node).some((child) => isSequence(child, source));
}

/** Whether a site's sign is lost: below an even power, `abs`, `cos`, `hypot` or the like. */
export function isSignLost(site: MutationSite): boolean {
  const parent = site.ancestors.at(-1);
  if (parent?.type === "Call") {
    return ["abs", "fabs", "cos", "cosh", "hypot", "dist"].includes(
      nameOf(parent.func as AstNode),
    );
  }
  if (parent?.type !== "BinOp") return false;
  const text = (node: unknown) => site.source.slice((node as AstNode).start, (node as AstNode).end);
  if ((parent.op as AstNode).type === "Pow") {
    return parent.left === site.node && /^[2468](?:\.0)?$/.test(text(parent.right));
  }
  return (parent.op as AstNode).type === "Mult" &&
    text(parent.left) === text(parent.right);
}

/** Whether a text stands next to a site as its partner, as in `a - a`, `f(a, a)`, `a = a`: a reader would see that at once. */
export function isTwin(text: string, { ancestors, node, source }: MutationSite): boolean {
  const parent = ancestors.at(-1)!;
  const above = ancestors.at(-2);
  const around = parent.type === "BinOp" && above?.type === "BinOp" ? [above.left, above.right] : [];
  const sides = parent.type === "Assign" ? [parent.targets, parent.value] : [];
  const partners = [parent.left, parent.right, parent.comparators, parent.args, around, sides]
    .flat(2).filter(isNode);
  return partners.some((partner) => partner !== node && source.slice(partner.start, partner.end) === text);
}

function conditionsOf(loop: AstNode): AstNode[] {
  return [...walk(loop)].map(({ node }) => node)
    .filter((node) => node.type === "While" || node.type === "If")
    .map((node) => node.test as AstNode);
}
