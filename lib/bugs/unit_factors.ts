import type { AstNode } from "../core/ast.ts";
import { nameOf } from "../core/ast.ts";
import type { MutationSite } from "../core/operator.ts";
import type { SpanEdit } from "../core/span_edit.ts";
import { isNumber, numberOf } from "./numbers.ts";
import { groupedSpan } from "./parentheses.ts";
import { partDropped } from "./part_dropped.ts";

/** Numbers that mostly convert: prefixes, and minutes, hours and days in smaller units. */
const CONVERSIONS = [1e3, 1e6, 1e9, 1e-3, 60, 3600, 86400, 1440];
const CONVERSION_NAME = /(?:^|_)PER_|^(?:KILO|MEGA|GIGA|MILLI|MICRO|NANO)|_(?:TO|IN)_/;
const TIME_STEP = /^_?(?:dt|delta_t|time_?step|elapsed|duration|seconds|minutes|hours|days|years)$/;

/** What an operand converts between, if it does: a unit, a share and its percent, a rate and its amount. */
export type Conversion = "unit" | "percent" | "step";

/** An operand of a product or quotient that an edit leaves out. */
export interface DroppedOperand {
  /** The operand. */
  readonly part: AstNode;
  /** Leaves it out, with its operator. */
  readonly edit: SpanEdit;
  /** Whether it is multiplied with, rather than divided by. */
  readonly isFactor: boolean;
}

/** What a factor or divisor converts; undefined for all others. */
export function conversionOf(node: AstNode, source: string): Conversion | undefined {
  const literal = numberOf(node, source);
  if (literal) {
    if ([100, 0.01].includes(literal.value)) return "percent";
    return CONVERSIONS.includes(literal.value) ? "unit" : undefined;
  }
  const name = nameOf(node);
  if (TIME_STEP.test(name)) return "step";
  return name === name.toUpperCase() && CONVERSION_NAME.test(name) ? "unit" : undefined;
}

/** Whether a term is the offset between degrees Celsius and kelvins. */
export function isCelsiusOffset(node: AstNode, source: string): boolean {
  const literal = numberOf(node, source);
  if (literal) return [273.15, 273, 273.16].includes(literal.value);
  return /^_?[A-Z_]*(?:CELSIUS|KELVIN|ICE_POINT)[A-Z_]*$/.test(nameOf(node));
}

/** The operands of a product or quotient that are left out by one edit each, where they fit a test. */
export function droppedOperands(
  site: MutationSite,
  isWanted: (part: AstNode) => boolean,
): readonly DroppedOperand[] {
  const { node, source } = site;
  const op = (node.op as AstNode | undefined)?.type;
  if (node.type !== "BinOp" || (op !== "Mult" && op !== "Div")) return [];
  const [left, right] = [node.left as AstNode, node.right as AstNode];
  const isGrouped = groupedSpan(left, source).depth > 0;
  const parts = op === "Mult" && (left.type !== "BinOp" || isGrouped) ? [right, left] : [right];
  return parts.filter(isWanted).flatMap((part) => {
    const kept = part === left ? right : left;
    const edit = isNumber(kept, source) ? undefined : partDropped(site, kept);
    return edit ? [{ part, edit, isFactor: op === "Mult" }] : [];
  });
}
