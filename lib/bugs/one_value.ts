import { type AstNode, nameOf, walk } from "../core/ast.ts";
import { selfAttribute } from "./attributes.ts";
import { isConstructor, type Method } from "./methods.ts";

const ARITHMETIC = ["abs", "min", "max", "radians", "degrees", "sqrt", "exp", "log", "hypot", "round"];

/**
 * Whether a variable of a method and the attribute of its name have one value: the method hands one to the other,
 * or is called with the attribute itself.
 */
export function haveOneValue(name: string, of: Method): boolean {
  const { name: called, node: method, definition } = of;
  // A constructor mostly fills what it was given into the object; only a computed value is surely another one.
  if (isConstructor(of)) return !isComputedFrom(name, method);
  const isHandedOver = [...walk(method)].some(({ node }) => {
    if (node.type !== "Assign" && node.type !== "AnnAssign") return false;
    const targets = (node.targets ?? [node.target]) as AstNode[];
    const [into, from] = [targets.flatMap(partsOf), node.value ? partsOf(node.value as AstNode) : []];
    const links = (one: AstNode[], other: AstNode[]) =>
      one.some((part) => selfAttribute(part) === name) && other.some((part) => mayBe(name, part));
    return links(into, from) ||
      (into.some((part) => part.id === name) && from.some((part) => selfAttribute(part) === name));
  });
  return isHandedOver ||
    [...walk(definition)].some(({ node }) =>
      node.type === "Call" && selfAttribute(node.func) === called &&
      (node.args as AstNode[]).some((part) => selfAttribute(part) === name)
    );
}

/** Whether a constructor has `self.x = 2.0 * x`. */
function isComputedFrom(name: string, method: AstNode): boolean {
  return [...walk(method)].some(({ node }) =>
    node.type === "Assign" && selfAttribute((node.targets as AstNode[])[0]) === name &&
    !mayBe(name, node.value as AstNode) && mentions(name, node.value as AstNode)
  );
}

function partsOf(node: AstNode): AstNode[] {
  return node.type === "Tuple" ? node.elts as AstNode[] : [node];
}

/** Whether a value is a variable, or a copy of it: only arithmetic surely makes something else of it. */
function mayBe(name: string, value: AstNode): boolean {
  const called = value.type === "Call" ? nameOf(value.func as AstNode) : "";
  if (value.type === "BinOp" || ARITHMETIC.includes(called)) return false;
  return mentions(name, value);
}

function mentions(name: string, value: AstNode): boolean {
  return [...walk(value)].some(({ node }) => node.type === "Name" && node.id === name);
}
