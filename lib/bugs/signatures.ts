import type { AstNode } from "../core/ast.ts";
import { isNode, nameOf } from "../core/ast.ts";
import type { MutationSite } from "../core/operator.ts";
import { definitionsIn } from "./definitions.ts";
import { parametersOf } from "./names_in_scope.ts";

/** A parameter of a function or field of a dataclass of the module. */
export interface Parameter {
  readonly name: string;
  /** Text of the annotation, "" without one. */
  readonly annotation: string;
  readonly hasDefault: boolean;
}

/** What a call may pass, where the module itself defines the function, method or dataclass. */
export function signatureOf(call: AstNode, { ancestors, source }: MutationSite): Parameter[] | undefined {
  const called = call.func as AstNode;
  const name = nameOf(called);
  for (const { node, parent } of definitionsIn(ancestors[0] ?? call)) {
    if (node.name !== name) continue;
    if (node.type === "FunctionDef") {
      const isMethod = parent.type === "ClassDef";
      if (isMethod !== (called.type === "Attribute")) continue;
      const parameters = functionParameters(node, source);
      const isBound = isMethod && ["self", "cls"].includes(parameters[0]?.name ?? "");
      return isBound ? parameters.slice(1) : parameters;
    }
    if (node.type === "ClassDef" && called.type === "Name") return classParameters(node, source);
  }
  return undefined;
}

function functionParameters(definition: AstNode, source: string): Parameter[] {
  const parameters = definition.args as AstNode;
  const all = parametersOf(definition);
  const positional = all.length - (parameters.kwonlyargs as AstNode[]).length;
  const firstDefault = positional - (parameters.defaults as unknown[]).length;
  return all.map((parameter, at) => ({
    name: String(parameter.arg),
    annotation: annotationText(parameter.annotation, source),
    hasDefault: at < positional
      ? at >= firstDefault
      : isNode((parameters.kw_defaults as unknown[])[at - positional]),
  }));
}

function classParameters(definition: AstNode, source: string): Parameter[] {
  const body = definition.body as AstNode[];
  const constructor = body.find((node) => node.type === "FunctionDef" && node.name === "__init__");
  if (constructor) return functionParameters(constructor, source).slice(1);
  return body.filter((node) => node.type === "AnnAssign").map((field) => ({
    name: nameOf(field.target as AstNode),
    annotation: annotationText(field.annotation, source),
    hasDefault: isNode(field.value),
  }));
}

function annotationText(annotation: unknown, source: string): string {
  return isNode(annotation) ? source.slice(annotation.start, annotation.end) : "";
}
