import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { replaceByPart } from "../parentheses.ts";
import { contrast, placeOf, quote, textOf } from "../phrases.ts";

/** Goes through items in the order in which they happen to come: `items` for `sorted(items)`. */
export const orderDropped: MutantOperator = {
  name: "order_dropped",
  family: "iteration",
  summary: "Drops sorted() or reversed().",
  example: { before: "for t in sorted(events):\n    run(t)", after: "for t in events:\n    run(t)" },
  mutate(site) {
    const { node } = site;
    const name = node.type === "Call" ? textOf(site, node.func as AstNode) : "";
    if (name !== "sorted" && name !== "reversed") return [];
    const [items, ...more] = node.args as AstNode[];
    if (!items || more.length > 0 || (name === "sorted" && (node.keywords as AstNode[]).length > 0)) {
      return [];
    }
    if (["GeneratorExp", "Starred"].includes(items.type)) return [];
    const edit = replaceByPart(site, items);
    if (!edit) return [];
    const { was, now } = contrast(site, [edit]);
    return [{
      edits: [edit],
      description: name === "sorted"
        ? `${placeOf(site)} takes ${now} unsorted instead of ${was}.`
        : `${placeOf(site)} goes through ${now} forwards instead of by ${was}.`,
      rootCause: name === "sorted"
        ? `What follows relies on sorted items, and ${
          quote(textOf(site, items))
        } is in the order in which it was filled.`
        : "The order of the pass matters here: it has to begin at the last item and work its way back.",
    }];
  },
};
