import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { atPlace, contrast, placeOf, quoteShort, textOf } from "../phrases.ts";
import { isInGuard, isInWhileTest } from "../surroundings.ts";

const OTHER_WAY: Record<string, string> = { Lt: ">", LtE: ">=", Gt: "<", GtE: "<=" };

/** Turns an ordering round: `>` for `<`. Guards and loop conditions stay: nothing would run at all. */
export const comparisonReversed: MutantOperator = {
  name: "comparison_reversed",
  family: "comparison",
  summary: "Turns an ordering comparison round.",
  example: { before: "if a < b:\n    x = a", after: "if a > b:\n    x = a" },
  mutate(site) {
    const { node } = site;
    if (node.type !== "Compare") return [];
    const [op, ...others] = node.ops as AstNode[];
    const text = OTHER_WAY[op!.type];
    if (!text || others.length > 0) return [];
    if (isInGuard(site) || isInWhileTest(site)) return [];
    const edits = [{ start: op!.start, end: op!.end, text }];
    const { was, now } = contrast(site, edits);
    const place = placeOf(site);
    const more = text.startsWith(">") ? ["larger", "smaller"] : ["smaller", "larger"];
    const left = quoteShort(textOf(site, node.left as AstNode), "its left side");
    return [{
      edits,
      ...chooseWords(site, {
        description: [
          `${place} tests ${now}, the reverse of the ordering ${was}.`,
          `${atPlace(site)}, ${now} asks for ${left} to be the ${
            more[0]
          } of the two, whereas it has to be the ${more[1]}, as in ${was}.`,
        ],
        rootCause: [
          `The ordering points the wrong way, so what is decided for a small ${left} is applied to a large one and the reverse.`,
          `An inequality has to be turned round whenever its sides are exchanged or negated, and the sign between ${left} and its counterpart was turned once too often or too seldom.`,
        ],
      }),
    }];
  },
};
