import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { numberOf } from "../numbers.ts";
import { bindingNeeded, bindingOf, groupedSpan } from "../parentheses.ts";
import { atPlace, contrast, placeOf, quoteShort, textOf } from "../phrases.ts";
import { isSequence } from "../surroundings.ts";

/** Forgets the parentheses round an operand: `a / b * c` for `a / (b * c)`. */
export const parenthesesDropped: MutantOperator = {
  name: "parentheses_dropped",
  family: "numerics",
  summary: "Drops parentheses that decide what an operator applies to.",
  example: { before: "density = mass / (area * height)", after: "density = mass / area * height" },
  mutate(site) {
    const { node, source } = site;
    const parent = site.ancestors.at(-1);
    if (node.type !== "BinOp" || !parent || !["BinOp", "UnaryOp"].includes(parent.type)) return [];
    const span = groupedSpan(node, source);
    const inside = source.slice(span.start, span.end);
    if (span.depth !== 1 || /[\n#]/.test(inside) || isSequence(parent, source)) return [];
    if (bindingOf(node) >= bindingNeeded(site) || isSame(parent, node)) return [];
    if (meetsOne(parent, site)) return [];
    const edits = [{ start: span.start, end: span.end, text: textOf(site) }];
    const { was, now } = contrast(site, edits, parent);
    const place = placeOf(site);
    const inner = quoteShort(textOf(site), "the inner expression");
    return [{
      edits,
      ...chooseWords(site, {
        description: [
          `${place} computes ${now}, without the parentheses of ${was}.`,
          `${atPlace(site)}, ${inner} has to be evaluated as one operand, and in ${now} it is not.`,
        ],
        rootCause: [
          `By the rules of precedence the neighbouring operator takes hold of only a part of ${inner}.`,
          `On paper a fraction bar or the layout shows that ${inner} belongs together, and in one line of code nothing but parentheses does.`,
        ],
      }),
    }];
  },
};

/** A sum in a sum, a product in a product, the sign of a product: the value does not change. */
function isSame(parent: AstNode, node: AstNode): boolean {
  const [outer, inner] = [(parent.op as AstNode).type, (node.op as AstNode).type];
  if (parent.type === "UnaryOp") return inner !== "Add" && inner !== "Sub";
  return (outer === "Add" && bindingOf(node) === 11) || (outer === "Mult" && ["Mult", "Div"].includes(inner));
}

/** `x / (1.0 + y)`: nobody writes `x / 1.0 + y`. */
function meetsOne(parent: AstNode, { node, source }: MutationSite): boolean {
  const neighbour = parent.left === node ? node.right : node.left;
  return numberOf(neighbour, source)?.value === 1;
}
