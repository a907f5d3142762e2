import type { AstNode } from "../../core/ast.ts";
import { nameOf } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { replaceByPart } from "../parentheses.ts";
import { contrast, placeOf } from "../phrases.ts";

const ROOT_CAUSES: Record<string, string> = {
  radians: "The angle comes in degrees and is used as if it came in radians.",
  degrees: "The angle comes in radians and is handed on as if it were in degrees.",
};

/** Forgets to convert an angle: `math.sin(x)` for `math.sin(math.radians(x))`. */
export const angleConversionDropped: MutantOperator = {
  name: "angle_conversion_dropped",
  family: "unit",
  summary: "Drops math.radians() or math.degrees().",
  example: { before: "y = math.sin(math.radians(x))", after: "y = math.sin(x)" },
  mutate(site) {
    const { node } = site;
    if (node.type !== "Call") return [];
    const name = nameOf(node.func as AstNode).replace(/^deg2rad$/, "radians").replace(/^rad2deg$/, "degrees");
    const rootCause = Object.hasOwn(ROOT_CAUSES, name) ? ROOT_CAUSES[name] : undefined;
    const [argument, ...more] = node.args as AstNode[];
    if (!rootCause || !argument || more.length > 0 || argument.type === "Starred") return [];
    const edit = replaceByPart(site, argument);
    if (!edit) return [];
    const { was, now } = contrast(site, [edit]);
    return [{
      edits: [edit],
      description: `${placeOf(site)} takes ${now} as it is, without the conversion of ${was}.`,
      rootCause,
    }];
  },
};
