import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { groupedSpan } from "../parentheses.ts";
import { placeOf, quote, textOf } from "../phrases.ts";

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
      return [{
        edits: [{ start, end, text: "" }],
        description: `${placeOf(site)} goes through all of ${
          quote(textOf(site, generator.iter as AstNode))
        }, also where ${text} does not hold.`,
        rootCause: `The comprehension lost its \`if ${
          textOf(site, condition).replace(/\s+/g, " ")
        }\`, so items that have to be left out are taken in.`,
      }];
    });
  },
};
