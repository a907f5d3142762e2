import type { AstNode } from "../core/ast.ts";
import { nameOf } from "../core/ast.ts";
import type { MutationSite } from "../core/operator.ts";
import { contains, functionAround } from "./surroundings.ts";

const BLOCKS = ["body", "orelse", "finalbody"];

/** The parameters of a function, in order. */
export function parametersOf(definition: AstNode): AstNode[] {
  const parameters = definition.args as AstNode;
  return ["posonlyargs", "args", "kwonlyargs"].flatMap((field) => parameters[field] as AstNode[]);
}

/**
 * The variables that surely have a value where a site stands: parameters, and what was assigned before it
 * in the blocks around it, in the order of their first assignment.
 */
export function boundNames(site: MutationSite): string[] {
  const scope = functionAround(site);
  if (!scope) return [];
  const names = new Set<string>();
  for (const parameter of parametersOf(scope)) names.add(String(parameter.arg));
  const path = [...site.ancestors.slice(site.ancestors.indexOf(scope)), site.node];
  path.slice(0, -1).forEach((node, at) => {
    const next = path[at + 1]!;
    if (node.type === "For" && (node.body as AstNode[]).includes(next)) {
      for (const name of targetNames(node.target as AstNode)) names.add(name);
    }
    for (const block of blocksOf(node)) {
      const end = block.indexOf(next);
      for (const statement of block.slice(0, Math.max(0, end))) {
        for (const name of assignedNames(statement)) names.add(name);
      }
    }
  });
  names.delete("self");
  names.delete("cls");
  return [...names];
}

/** The names that an assignment gives a value: none for other statements. */
export function assignedNames(statement: AstNode): string[] {
  if (statement.type === "Assign") {
    return (statement.targets as AstNode[]).flatMap(targetNames);
  }
  const assigns = statement.type === "AugAssign" ||
    (statement.type === "AnnAssign" && statement.value !== null);
  return assigns ? targetNames(statement.target as AstNode) : [];
}

/** The plain names in an assignment's target. */
export function targetNames(target: AstNode): string[] {
  if (target.type === "Name") return [nameOf(target)];
  if (target.type === "Starred") return targetNames(target.value as AstNode);
  if (target.type === "Tuple" || target.type === "List") {
    return (target.elts as AstNode[]).flatMap(targetNames);
  }
  return [];
}

/** Whether a site is itself what is assigned to, or looped over with, rather than read. */
export function isTarget(site: MutationSite): boolean {
  const holder = site.ancestors.findLast((node) => !["Tuple", "List", "Starred"].includes(node.type));
  if (!holder) return false;
  const targets = (holder.targets ?? [holder.target]) as AstNode[];
  return targets.some((target) => contains(target, site.node)) &&
    /Assign$|^For$|^comprehension$|^Delete$|^NamedExpr$/.test(holder.type);
}

/** The lists of statements that a node holds. */
export function blocksOf(node: AstNode): AstNode[][] {
  return BLOCKS.map((field) => node[field])
    .filter((block): block is AstNode[] => Array.isArray(block));
}
