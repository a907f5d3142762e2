import type { AstNode } from "../../core/ast.ts";
import { nameOf } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { numberOf, writeNumber } from "../numbers.ts";
import { atPlace, contrast, placeOf } from "../phrases.ts";

const OTHERS: Readonly<Record<number, number>> = { 10: 20, 20: 10, 2.5: 5, 5: 2.5 };

/** Takes a power for an amplitude: `10.0 * math.log10(gain)` for `20.0 * math.log10(gain)`. */
export const levelFactor: MutantOperator = {
  name: "level_factor",
  family: "unit",
  summary: "Swaps the factors 10 and 20 of decibels, or 2.5 and 5 of magnitudes.",
  example: { before: "level = 20.0 * math.log10(gain)", after: "level = 10.0 * math.log10(gain)" },
  mutate(site) {
    const { node, source } = site;
    const factor = factorOfLevel(site);
    const literal = numberOf(factor, source);
    const other = literal && OTHERS[literal.value];
    if (!factor || !literal || other === undefined) return [];
    const kind = Number.isInteger(other) ? literal.kind : "float";
    const edits = [{ start: factor.start, end: factor.end, text: writeNumber(other, kind) }];
    const { was, now } = contrast(site, edits, node);
    const isDecibel = literal.value >= 10;
    return [{
      edits,
      ...chooseWords(site, {
        description: [
          `${placeOf(site)} uses ${now}, where the logarithmic scale of this quantity needs ${was}.`,
          `${atPlace(site)}, ${now} has ${
            other > literal.value ? "twice" : "half"
          } the factor of ${was} between the logarithm and the level.`,
        ],
        rootCause: isDecibel
          ? [
            "Levels in decibels have the factor 10 for powers and 20 for amplitudes, and the two are mixed up.",
            "An amplitude enters a power squared, which doubles the factor before its logarithm, and here the rule for the other kind of quantity is used.",
          ]
          : [
            "Magnitudes have the factor 2.5 for fluxes and 5 for distances, and the two are mixed up.",
            "A flux falls with the square of the distance, which doubles the factor before the logarithm, and here the rule for the other quantity is used.",
          ],
      }),
    }];
  },
};

/** The number that multiplies a decimal logarithm, or divides the exponent of ten. */
function factorOfLevel({ node, source }: MutationSite): AstNode | undefined {
  if (node.type !== "BinOp") return undefined;
  const [left, right] = [node.left as AstNode, node.right as AstNode];
  const op = (node.op as AstNode).type;
  const isLog = (part: AstNode) => part.type === "Call" && nameOf(part.func as AstNode) === "log10";
  if (op === "Mult") return isLog(right) ? left : isLog(left) ? right : undefined;
  const isPower = op === "Pow" && numberOf(left, source)?.value === 10 && right.type === "BinOp";
  return isPower && (right.op as AstNode).type === "Div" ? right.right as AstNode : undefined;
}
