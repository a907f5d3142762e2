import type { AstNode } from "../../core/ast.ts";
import { nameOf } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { atPlace, contrast, placeOf, quote, textOf } from "../phrases.ts";

/** Divides by the number of points for that of intervals, or the reverse. */
export const divisorOffByOne: MutantOperator = {
  name: "divisor_off_by_one",
  family: "numerics",
  summary: "Divides by a count that is one too small or too large.",
  example: { before: "mean = total / n", after: "mean = total / (n - 1)" },
  mutate(site) {
    const { node } = site;
    if (node.type !== "BinOp" || (node.op as AstNode).type !== "Div") return [];
    const right = node.right as AstNode;
    if (!isCount(right)) return [];
    return ["- 1", "+ 1"].map((change) => {
      const edits = [{ start: right.start, end: right.end, text: `(${textOf(site, right)} ${change})` }];
      const { was, now } = contrast(site, edits);
      const place = placeOf(site);
      const count = quote(textOf(site, right));
      const size = change === "- 1" ? "small" : "large";
      return {
        edits,
        ...chooseWords(site, {
          description: [
            `${place} divides by one ${change === "- 1" ? "less" : "more"} than ${count} in ${now}.`,
            `${atPlace(site)}, the divisor of ${now} is one too ${size}; the quotient has to be ${was}.`,
          ],
          rootCause: [
            `Points, the gaps between them and degrees of freedom differ in number by one, and this quotient goes by ${count} as it is.`,
            `A divisor that is one too ${size} matters most while ${count} is small and fades as it grows, so long inputs hide it.`,
          ],
        }),
      };
    });
  },
};

function isCount(node: AstNode): boolean {
  if (node.type === "Call") return nameOf(node.func as AstNode) === "len";
  return /^(?:n|m|count|n_\w+|num_\w+|\w+_count|steps|intervals|samples|cells)$/.test(nameOf(node));
}
