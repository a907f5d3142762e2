import type { AstNode } from "../core/ast.ts";
import { walk } from "../core/ast.ts";
import type { MutationSite } from "../core/operator.ts";
import { functionAround } from "./surroundings.ts";

/** The attribute of `self` that a node is, such as "x" for `self.x`; undefined for all else. */
export function selfAttribute(node: unknown): string | undefined {
  const attribute = node as AstNode | null | undefined;
  if (attribute?.type !== "Attribute") return undefined;
  const owner = attribute.value as AstNode;
  return owner.type === "Name" && owner.id === "self" ? String(attribute.attr) : undefined;
}

/** The attribute of `self` that a statement sets or updates, also an element of it. */
export function updatedAttribute(statement: AstNode): string | undefined {
  const targets = statement.type === "Assign"
    ? statement.targets as AstNode[]
    : [statement.target as AstNode];
  if (!["Assign", "AugAssign"].includes(statement.type) || targets.length !== 1) return undefined;
  const target = targets[0]!;
  return selfAttribute(target.type === "Subscript" ? target.value : target);
}

/** The method around a site, if it is none that builds the object. */
export function workingMethod(site: MutationSite): AstNode | undefined {
  const method = functionAround(site);
  const owner = method && site.ancestors[site.ancestors.indexOf(method) - 1];
  if (owner?.type !== "ClassDef" || /^__(?:init|post_init|new)__$/.test(String(method!.name))) {
    return undefined;
  }
  return method;
}

/** How often an attribute of `self` is read below a node. */
export function readsOf(name: string, node: AstNode): number {
  const updated = [...walk(node)].flatMap(({ node: below }) =>
    below.type === "Assign" ? below.targets as AstNode[] : []
  );
  return [...walk(node)].filter(({ node: below }) =>
    selfAttribute(below) === name && !updated.includes(below)
  ).length;
}
