import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { partDropped } from "../part_dropped.ts";
import { contrast, placeOf, quote, textOf } from "../phrases.ts";
import { isCelsiusOffset } from "../unit_factors.ts";

/** Forgets the offset between degrees Celsius and kelvins. */
export const celsiusOffsetDropped: MutantOperator = {
  name: "celsius_offset_dropped",
  family: "unit",
  summary: "Drops the 273.15 between degrees Celsius and kelvins.",
  example: { before: "kelvin = celsius + 273.15", after: "kelvin = celsius" },
  mutate(site) {
    const { node, source } = site;
    const op = (node.op as AstNode | undefined)?.type;
    if (node.type !== "BinOp" || (op !== "Add" && op !== "Sub")) return [];
    const [left, right] = [node.left as AstNode, node.right as AstNode];
    const kept = isCelsiusOffset(right, source)
      ? left
      : op === "Add" && isCelsiusOffset(left, source)
      ? right
      : undefined;
    const edit = kept && partDropped(site, kept);
    if (!edit) return [];
    const { was, now } = contrast(site, [edit]);
    return [{
      edits: [edit],
      description: `${placeOf(site)} uses ${now} without the offset of ${was}.`,
      rootCause: op === "Add"
        ? `${quote(textOf(site, kept))} is in degrees Celsius and is used as an absolute temperature.`
        : `${quote(textOf(site, kept))} is an absolute temperature and is handed on as degrees Celsius.`,
    }];
  },
};
