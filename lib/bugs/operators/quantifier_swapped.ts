import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { contrast, placeOf, textOf } from "../phrases.ts";

/** Takes "any" for "all", and the reverse. */
export const quantifierSwapped: MutantOperator = {
  name: "quantifier_swapped",
  family: "logic",
  summary: "Swaps any() and all().",
  example: { before: "ok = all(x > 0 for x in xs)", after: "ok = any(x > 0 for x in xs)" },
  mutate(site) {
    const { node } = site;
    if (node.type !== "Call") return [];
    const called = node.func as AstNode;
    const name = textOf(site, called);
    if (name !== "any" && name !== "all") return [];
    const asksAny = name === "any";
    const edits = [{ start: called.start, end: called.end, text: asksAny ? "all" : "any" }];
    const { was, now } = contrast(site, edits);
    return [{
      edits,
      description: `${placeOf(site)} asks ${now} for ${was}, so that ${
        asksAny ? "every item must hold" : "a single item is enough"
      }.`,
      rootCause: asksAny
        ? "One item that fulfils the condition has to decide, not all of them together."
        : "The condition has to hold for every item, and one that fulfils it proves nothing.",
    }];
  },
};
