import type { AstNode } from "../../core/ast.ts";
import { nameOf } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { numberOf } from "../numbers.ts";
import { atPlace, contrast, placeOf, spotOf } from "../phrases.ts";
import { isArgumentOf, isInSubscript } from "../surroundings.ts";

/** Loses the fraction of a quotient by a whole number, or keeps it where whole numbers are meant. */
export const integerDivision: MutantOperator = {
  name: "integer_division",
  family: "numerics",
  summary: "Swaps / by a whole number with //.",
  example: { before: "half = span / 2", after: "half = span // 2" },
  mutate(site) {
    const { node } = site;
    const op = node.op as AstNode;
    if (node.type !== "BinOp") return [];
    const truncates = op.type === "Div" && isWhole(node.right as AstNode, site);
    const keepsFraction = op.type === "FloorDiv" && !isInSubscript(site) &&
      !isArgumentOf(site, ["range"]);
    if (!truncates && !keepsFraction) return [];
    const edits = [{ start: op.start, end: op.end, text: truncates ? "//" : "/" }];
    const { was, now } = contrast(site, edits);
    const place = placeOf(site);
    const spot = spotOf(site);
    return [{
      edits,
      ...chooseWords(site, {
        description: [
          truncates
            ? `${place} divides by \`//\` in ${now}, which rounds the quotient down; the fraction has to stay, as in ${was}.`
            : `${place} divides by \`/\` in ${now}, which keeps a fraction that ${was} drops.`,
          truncates
            ? `${atPlace(site)}, the quotient ${now} loses its fraction${spot}.`
            : `${atPlace(site)}, the quotient ${now} keeps its fraction${spot}, and ${was} has none.`,
        ],
        rootCause: [
          truncates
            ? `Floor division agrees with the exact ratio ${was} only where it comes out even.`
            : `The step counts in whole units, and ${now} leaves the whole numbers wherever the division does not come out even.`,
          `The two division signs differ by one stroke and give the same value wherever the division comes out even, so round numbers hide the slip in ${now}.`,
        ],
      }),
    }];
  },
};

function isWhole(node: AstNode, { source }: MutationSite): boolean {
  if (node.type === "Call") return nameOf(node.func as AstNode) === "len";
  if (node.type === "Name") return /^(?:n|m|count|n_\w+|num_\w+|\w+_count)$/.test(nameOf(node));
  return numberOf(node, source)?.kind === "int";
}
