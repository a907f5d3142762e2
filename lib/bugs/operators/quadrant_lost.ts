import { type AstNode, nameOf, walk } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import { bindingOf } from "../parentheses.ts";
import { contrast, placeOf, textOf } from "../phrases.ts";
import { functionAround } from "../surroundings.ts";

const LENGTHS = ["hypot", "sqrt", "dist", "abs", "fabs"];

/** Takes the angle from the ratio alone: `math.atan(y / x)` for `math.atan2(y, x)`. */
export const quadrantLost: MutantOperator = {
  name: "quadrant_lost",
  family: "numerics",
  summary: "Replaces atan2 of two values by atan of their ratio.",
  example: { before: "bearing = math.atan2(y, x)", after: "bearing = math.atan(y / x)" },
  mutate(site) {
    const { node, source } = site;
    if (node.type !== "Call" || textOf(site, node.func as AstNode) !== "math.atan2") return [];
    const [y, x, ...more] = node.args as AstNode[];
    if (!y || !x || more.length > 0 || (node.keywords as AstNode[]).length > 0) return [];
    // A length is never negative: the quadrant is the same.
    if (isLength(x, site)) return [];
    if (source.slice(node.start, node.end).match(/[\n#]/)) return [];
    const grouped = (part: AstNode, least: number) =>
      bindingOf(part) < least ? `(${textOf(site, part)})` : textOf(site, part);
    const text = `math.atan(${grouped(y, 12)} / ${grouped(x, 13)})`;
    const edits = [{ start: node.start, end: node.end, text }];
    const { was, now } = contrast(site, edits);
    return [{
      edits,
      description: `${placeOf(site)} takes the angle as ${now} and not as ${was}.`,
      rootCause:
        "The ratio is the same for opposite directions, so the angle comes out half a turn off wherever " +
        "the second value is negative, and not at all where it is zero.",
    }];
  },
};

/** Whether a value is a length, or a variable that its function sets to one. */
function isLength(value: AstNode, site: MutationSite): boolean {
  if (value.type === "Call") return LENGTHS.includes(nameOf(value.func as AstNode));
  const scope = value.type === "Name" ? functionAround(site) : undefined;
  return scope !== undefined &&
    [...walk(scope)].some(({ node }) =>
      node.type === "Assign" && (node.targets as AstNode[])[0]!.id === value.id &&
      (node.value as AstNode).type === "Call" && isLength(node.value as AstNode, site)
    );
}
