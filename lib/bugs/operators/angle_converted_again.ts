import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import type { SpanEdit } from "../../core/span_edit.ts";
import { contrast, placeOf, textOf } from "../phrases.ts";

/** Converts an angle that is in radians already: `math.sin(math.radians(phi))` for `math.sin(phi)`. */
export const angleConvertedAgain: MutantOperator = {
  name: "angle_converted_again",
  family: "unit",
  summary: "Converts the argument of sin, cos or tan, or the result of an inverse function, once too often.",
  example: { before: "y = r * math.sin(phi)", after: "y = r * math.sin(math.radians(phi))" },
  mutate(site) {
    const { node } = site;
    if (node.type !== "Call") return [];
    const name = /^math\.(sin|cos|tan|asin|acos|atan|atan2)$/.exec(textOf(site, node.func as AstNode))?.[1];
    const argument = (node.args as AstNode[])[0];
    if (!name || !argument) return [];
    const takesAngle = ["sin", "cos", "tan"].includes(name);
    if (takesAngle && !["Name", "Attribute"].includes(argument.type)) return [];
    const parent = textOf(site, (site.ancestors.at(-1)?.func ?? node) as AstNode);
    if (/^math\.(?:degrees|radians|sin|cos|tan)$/.test(parent)) return [];
    const [call, whole] = takesAngle ? ["math.radians", argument] : ["math.degrees", node];
    const edits: SpanEdit[] = [
      { start: whole.start, end: whole.start, text: `${call}(` },
      { start: whole.end, end: whole.end, text: ")" },
    ];
    const { was, now } = contrast(site, edits);
    return [{
      edits,
      description: `${placeOf(site)} computes ${now}; the plain ${was} is right.`,
      rootCause: takesAngle
        ? `The angle is in radians already, as \`math.${name}\` takes it: someone took it for degrees.`
        : `\`math.${name}\` gives radians, and radians are needed here: the conversion to degrees is one too many.`,
    }];
  },
};
