import type { AstNode } from "../../core/ast.ts";
import { nameOf } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { contrast, placeOf } from "../phrases.ts";

const OPPOSITE: Record<string, string> = {
  radians: "degrees",
  degrees: "radians",
  deg2rad: "rad2deg",
  rad2deg: "deg2rad",
};

/** Converts an angle the wrong way: `math.degrees(x)` for `math.radians(x)`. */
export const angleConversionSwapped: MutantOperator = {
  name: "angle_conversion_swapped",
  family: "unit",
  summary: "Swaps math.radians() and math.degrees().",
  example: { before: "phi = math.radians(latitude)", after: "phi = math.degrees(latitude)" },
  mutate(site) {
    const { node } = site;
    const called = node.func as AstNode;
    // A bare name may not be imported.
    if (node.type !== "Call" || called.type !== "Attribute") return [];
    const name = nameOf(called);
    if (!Object.hasOwn(OPPOSITE, name)) return [];
    const edits = [{ start: called.end - name.length, end: called.end, text: OPPOSITE[name]! }];
    const { was, now } = contrast(site, edits);
    return [{
      edits,
      description: `${placeOf(site)} calls ${now} for ${was}, the conversion in the other direction.`,
      rootCause: `\`${name}\` names what it returns and not what it takes, which is easily mixed up.`,
    }];
  },
};
