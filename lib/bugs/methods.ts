import { type AstNode, walk } from "../core/ast.ts";
import type { MutationSite } from "../core/operator.ts";
import { selfAttribute } from "./attributes.ts";
import { parametersOf } from "./names_in_scope.ts";
import { functionAround } from "./surroundings.ts";

/** A method and the class that it belongs to. */
export interface Method {
  readonly name: string;
  readonly node: AstNode;
  readonly definition: AstNode;
}

/** The method around a site that works on `self`; undefined in plain functions, static methods and closures. */
export function methodAround(site: MutationSite): Method | undefined {
  const node = functionAround(site);
  const definition = node && site.ancestors[site.ancestors.indexOf(node) - 1];
  if (definition?.type !== "ClassDef" || parametersOf(node!)[0]?.arg !== "self") return undefined;
  return { name: String(node!.name), node: node!, definition };
}

/** Whether a method makes the object: what it sets has no value before. */
export function isConstructor({ name }: Method): boolean {
  return ["__init__", "__post_init__", "__new__", "__setstate__"].includes(name);
}

/** The attributes of `self` that are named below a node, each once. */
export function ownAttributesIn(node: AstNode): string[] {
  return [...new Set([...walk(node)].flatMap(({ node: below }) => selfAttribute(below) ?? []))];
}

/**
 * The fields that an object has once it is made: annotated in its class, or set by the constructor or by methods that
 * this one calls, but for a method that is left out.
 */
export function ownFields(definition: AstNode, without?: AstNode): string[] {
  const fields = new Set<string>();
  const body = definition.body as AstNode[];
  const constructors = body.filter(({ name }) => name === "__init__" || name === "__post_init__");
  const called = constructors.flatMap(ownAttributesIn);
  for (const statement of body) {
    if (statement.type === "AnnAssign") fields.add(String((statement.target as AstNode).id));
    const isRun = constructors.includes(statement) || called.includes(String(statement.name));
    if (statement.type !== "FunctionDef" || !isRun || statement === without) continue;
    for (const { node } of walk(statement)) {
      const targets = ((node.targets ?? [node.target]) as AstNode[])
        .flatMap((target) => target?.type === "Tuple" ? target.elts as AstNode[] : [target]);
      if (/^(?:Ann)?Assign$/.test(node.type)) {
        targets.forEach((target) => fields.add(selfAttribute(target) ?? ""));
      }
    }
  }
  fields.delete("");
  return [...fields];
}
