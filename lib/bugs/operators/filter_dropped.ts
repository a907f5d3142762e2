import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { groupedSpan } from "../parentheses.ts";
import { atPlace, placeOf, quote, textOf } from "../phrases.ts";

/** Forgets the `if` of a comprehension. */
export const filterDropped: MutantOperator = {
  name: "filter_dropped",
  family: "logic",
  summary: "Drops the condition of a comprehension.",
  example: { before: "good = [x for x in xs if x > 0]", after: "good = [x for x in xs]" },
  mutate(site) {
    const { node, source } = site;
    return ((node.generators ?? []) as AstNode[]).flatMap((generator) => {
      const [condition, ...more] = generator.ifs as AstNode[];
      if (!condition || more.length > 0) return [];
      const start = groupedSpan(generator.iter as AstNode, source).end;
      const { end } = groupedSpan(condition, source);
      if (source.slice(start, end).includes("#")) return [];
      const text = quote(textOf(site, condition));
      const place = placeOf(site);
      const items = quote(textOf(site, generator.iter as AstNode));
      return [{
        edits: [{ start, end, text: "" }],
        ...chooseWords(site, {
          description: [
            `${place} goes through all of ${items} and does not leave out the items that fail ${text}.`,
            `${
              atPlace(site)
            }, the comprehension over ${items} takes every item, whether ${text} holds or not.`,
          ],
          rootCause: [
            `Items for which ${text} is false have to stay out, and without the \`if\` they count like the others.`,
            `A comprehension reads as complete without its \`if\`, so nothing on the line hints that a selection by ${text} is missing.`,
          ],
        }),
      }];
    });
  },
};
