import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { numberOf } from "../numbers.ts";
import { atPlace, contrast, placeOf, quote, textOf } from "../phrases.ts";

/** Starts or ends a range one step off. The step stays. */
export const rangeBounds: MutantOperator = {
  name: "range_bounds",
  family: "index",
  summary: "Moves the start or the stop of range() by one.",
  example: {
    before: "for i in range(1, n):\n    y[i] = y[i - 1] + h",
    after: "for i in range(0, n):\n    y[i] = y[i - 1] + h",
  },
  mutate(site) {
    const { node } = site;
    if (node.type !== "Call" || textOf(site, node.func as AstNode) !== "range") return [];
    const bounds = (node.args as AstNode[]).slice(0, 2);
    return bounds.flatMap((bound, at) => {
      const isStart = bounds.length === 2 && at === 0;
      return otherBounds(bound, isStart, site).map((text) => {
        const edits = [{ start: bound.start, end: bound.end, text }];
        const { was, now } = contrast(site, edits);
        const place = placeOf(site);
        const limit = quote(textOf(site, bound));
        const wrong = quote(text);
        return {
          edits,
          ...chooseWords(site, {
            description: [
              isStart
                ? `${place} runs over ${now}, which starts at ${wrong} and has to start at ${limit}.`
                : `${place} runs over ${now}, which stops before ${wrong} and has to stop before ${limit}.`,
              `${atPlace(site)}, the ${
                isStart ? "start" : "stop"
              } of ${now} is off by one; the range needed is ${was}.`,
            ],
            rootCause: [
              isStart
                ? `The first element is often a boundary or a given value that is treated apart, and a start at ${wrong} counts it on the wrong side.`
                : `The stop of a range is exclusive, which tempts one to correct a bound by one too much or too little, here ${wrong} for ${limit}.`,
              isStart
                ? `Between ${wrong} and ${limit} lies a single index, and a long loop hides whether it takes part.`
                : `The number of items and the last index differ by one, and ${wrong} mixes up the two.`,
            ],
          }),
        };
      });
    });
  },
};

function otherBounds(bound: AstNode, isStart: boolean, site: MutationSite): string[] {
  const text = textOf(site, bound);
  const literal = numberOf(bound, site.source);
  if (literal) {
    const { value } = literal;
    const others = isStart ? [value - 1, value + 1] : [value - 1];
    return others.filter((other) => other >= 0).map(String);
  }
  if (bound.type === "BinOp" && numberOf(bound.right, site.source)?.value === 1) {
    return [textOf(site, bound.left as AstNode)];
  }
  if (text === "-1" || /^-/.test(text)) return [];
  // How often to iterate at most shows nowhere.
  if (!["Name", "Attribute", "Call"].includes(bound.type) || /max_?|iter/i.test(text)) return [];
  return isStart ? [`${text} + 1`] : [`${text} - 1`, `${text} + 1`];
}
