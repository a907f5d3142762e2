import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { groupedSpan } from "../parentheses.ts";
import { contrast, placeOf } from "../phrases.ts";
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
    return [{
      edits,
      description: `${placeOf(site)} tests ${now} in place of ${was}: ${
        isAnd ? "one condition is enough" : "all conditions must hold at once"
      }.`,
      rootCause: isAnd
        ? "The conditions have to hold together; joined by `or`, any one of them decides alone."
        : "Any one of the conditions is enough; joined by `and`, they count only where all of them hold.",
    }];
  },
};
