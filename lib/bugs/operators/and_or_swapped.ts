import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { groupedSpan } from "../parentheses.ts";
import { atPlace, contrast, placeOf } from "../phrases.ts";
import { isInWhileTest } from "../surroundings.ts";

/** Joins two conditions by the wrong word: `or` for `and`. */
export const andOrSwapped: MutantOperator = {
  name: "and_or_swapped",
  family: "logic",
  summary: "Swaps `and` and `or`.",
  example: { before: "inside = x > lo and x < hi", after: "inside = x > lo or x < hi" },
  mutate(site) {
    const { node, source } = site;
    if (node.type !== "BoolOp" || isInWhileTest(site)) return [];
    const values = node.values as AstNode[];
    const isAnd = (node.op as AstNode).type === "And";
    const [word, text] = isAnd ? ["and", "or"] : ["or", "and"];
    const edits = values.slice(1).map((value, at) => {
      const from = groupedSpan(values[at]!, source).end;
      const gap = source.slice(from, groupedSpan(value, source).start);
      const start = from + gap.search(new RegExp(`\\b${word}\\b`));
      return gap.includes("#") ? undefined : { start, end: start + word!.length, text: text! };
    }).filter((edit) => edit !== undefined);
    if (edits.length < values.length - 1) return [];
    const { was, now } = contrast(site, edits);
    const place = placeOf(site);
    const all = values.length === 2 ? "both" : "all";
    return [{
      edits,
      ...chooseWords(site, {
        description: [
          isAnd
            ? `${place} joins its conditions by \`or\`: ${now} holds as soon as one of them does, which is not enough for ${was}.`
            : `${place} demands ${all} conditions at once in ${now}, although ${was} is satisfied by ${
              all === "both" ? "either" : "any one"
            } of them.`,
          isAnd
            ? `${
              atPlace(site)
            }, the test ${now} is looser than ${was}, since a single condition satisfies it.`
            : `${
              atPlace(site)
            }, the test ${now} is stricter than ${was}, since it fails unless ${all} conditions hold.`,
        ],
        rootCause: [
          isAnd
            ? `The conditions qualify each other, and with \`or\` the cases in which only some of them hold get through as well.`
            : `Each of the conditions is a sufficient reason by itself, and with \`and\` the cases in which only some of them hold are missed.`,
          `When a test is negated in one's head, \`and\` and \`or\` trade places, and here the ${
            isAnd ? "`or`" : "`and`"
          } of the negated form was kept.`,
        ],
      }),
    }];
  },
};
