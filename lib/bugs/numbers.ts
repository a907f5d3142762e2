import type { AstNode } from "../core/ast.ts";
import { isNode, nameOf } from "../core/ast.ts";
import type { MutationSite } from "../core/operator.ts";

/** A number as it is written in the source. */
export interface NumberLiteral {
  readonly kind: "int" | "float";
  readonly text: string;
  readonly value: number;
  /** Digits of the mantissa without the zeros around them: 3 for "0.0120e5" is "12". */
  readonly digits: string;
}

/** The literal that a node is, read from its text; undefined for all else (also hexadecimal, complex). */
export function numberOf(
  node: unknown,
  source: string,
): NumberLiteral | undefined {
  if (!isNode(node) || node.type !== "Constant") return undefined;
  const text = source.slice(node.start, node.end);
  const isInt = /^\d[\d_]*$/.test(text);
  const isFloat = /^(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?$/.test(
    text,
  );
  if (!isInt && !isFloat) return undefined;
  const plain = text.replaceAll("_", "");
  const digits = plain.replace(/[eE].*$/, "").replace(".", "")
    .replace(/^0+|0+$/g, "");
  return { kind: isInt ? "int" : "float", text, value: Number(plain), digits };
}

/** Whether a node is a number, perhaps with a sign. */
export function isNumber(node: unknown, source: string): boolean {
  if (!isNode(node)) return false;
  if (node.type === "UnaryOp") return isNumber(node.operand, source);
  return numberOf(node, source) !== undefined;
}

/** A number as Python code of a kind: "2.0" for a float, "2" for an int. */
export function writeNumber(value: number, kind: "int" | "float"): string {
  const text = String(Number(value.toPrecision(12)));
  return kind === "float" && /^-?\d+$/.test(text) ? `${text}.0` : text;
}

/**
 * The name that a value is given where it stands: target of an assignment, keyword, parameter that it is
 * the default of; "" elsewhere.
 */
export function labelOf(site: MutationSite): string {
  let inner: AstNode = site.node;
  for (const ancestor of [...site.ancestors].reverse()) {
    if (ancestor.type === "keyword") return String(ancestor.arg ?? "");
    if (ancestor.type === "Assign") {
      return nameOf((ancestor.targets as AstNode[])[0]!);
    }
    if (ancestor.type === "AnnAssign") return nameOf(ancestor.target as AstNode);
    if (ancestor.type === "arguments") return parameterOf(ancestor, inner);
    if (!["UnaryOp", "BinOp"].includes(ancestor.type)) return "";
    inner = ancestor;
  }
  return "";
}

/** Whether a number only says how exactly or how long to compute: changes of it show nowhere. */
export function isNumericalSetting(
  site: MutationSite,
  literal: NumberLiteral,
): boolean {
  if (/tol|eps|iter|digits|precision|places|guard/i.test(labelOf(site))) {
    return true;
  }
  return literal.value !== 0 && literal.value < 1e-6 &&
    literal.digits.length < 3;
}

/** Whether an expression names or is a tolerance. */
export function isTolerance(node: AstNode, source: string): boolean {
  const literal = numberOf(node, source);
  if (literal) {
    return literal.value !== 0 && literal.value < 1e-6;
  }
  return /tol|eps(?:ilon)?$|^eps/i.test(source.slice(node.start, node.end));
}

function parameterOf(parameters: AstNode, value: AstNode): string {
  const names = (field: string) => (parameters[field] as AstNode[]).map((arg) => String(arg.arg));
  const positional = [...names("posonlyargs"), ...names("args")];
  const defaults = parameters.defaults as unknown[];
  const at = defaults.indexOf(value);
  if (at !== -1) return positional[positional.length - defaults.length + at]!;
  const keywordAt = (parameters.kw_defaults as unknown[]).indexOf(value);
  return names("kwonlyargs")[keywordAt] ?? "";
}
