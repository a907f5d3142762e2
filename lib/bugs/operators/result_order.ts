import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { groupedSpan } from "../parentheses.ts";
import { atPlace, contrast, placeOf, quote } from "../phrases.ts";

const LONGEST_PART = 40;

/** Returns, or takes apart, a pair in the wrong order. */
export const resultOrder: MutantOperator = {
  name: "result_order",
  family: "argument",
  summary: "Exchanges two neighbouring parts of a returned or unpacked tuple.",
  example: { before: "def ends(x):\n    return low, high", after: "def ends(x):\n    return high, low" },
  mutate(site) {
    const { node, source } = site;
    const parent = site.ancestors.at(-1);
    if (node.type !== "Tuple" || !parent) return [];
    const isReturned = parent.type === "Return";
    const isParallel = parent.type === "Assign" && parent.value === node &&
      (parent.targets as AstNode[])[0]!.type === "Tuple";
    const isUnpacked = parent.type === "Assign" && (parent.targets as AstNode[]).includes(node) &&
      ["Call", "Name", "Attribute"].includes((parent.value as AstNode).type);
    const parts = node.elts as AstNode[];
    if (!(isReturned || isUnpacked || isParallel) || parts.length < 2) return [];
    return parts.slice(1).flatMap((second, at) => {
      const spans = [parts[at]!, second].map((part) => groupedSpan(part, source));
      const texts = spans.map(({ start, end }) => source.slice(start, end));
      if (texts[0] === texts[1] || texts.some((text) => /[\n#*_]$|[\n#]|^\*|^\[/.test(text))) return [];
      if ([parts[at]!, second].some((part) => part.type === "Constant")) return [];
      if (isParallel && parts[at]!.type !== second.type) return [];
      if (source.slice(spans[0]!.start, spans[1]!.end).includes("\n")) return [];
      if (texts.some((text) => text.length > LONGEST_PART)) return [];
      const edits = spans.map(({ start, end }, index) => ({ start, end, text: texts[1 - index]! }));
      const { was, now } = contrast(site, edits);
      const place = placeOf(site);
      const [one, other] = texts.map((text) => quote(text));
      return [{
        edits,
        ...chooseWords(site, {
          description: [
            isReturned
              ? `${place} returns ${now}; the order of the values has to be ${was}.`
              : isUnpacked
              ? `${place} unpacks into ${now}, although the values come in the order ${was}.`
              : `${place} assigns the values ${now} in the place of ${was}.`,
            `${atPlace(site)}, ${one} and ${other} stand in each other's position in ${now}.`,
          ],
          rootCause: [
            isReturned
              ? `Whoever unpacks the result by position takes ${one} for ${other} and the reverse.`
              : `Values go to names by position, so two of them end up under the name of the other when ${one} and ${other} change places.`,
            `The positions of a tuple carry no names, and ${other} before ${one} looks as natural as the other way round.`,
          ],
        }),
      }];
    });
  },
};
