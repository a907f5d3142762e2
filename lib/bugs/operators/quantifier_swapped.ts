import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { atPlace, contrast, placeOf, textOf } from "../phrases.ts";

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
    const place = placeOf(site);
    return [{
      edits,
      ...chooseWords(site, {
        description: [
          asksAny
            ? `${place} requires every item to pass in ${now}; a single one is enough, as in ${was}.`
            : `${place} is content with a single item in ${now}; every one has to pass, as in ${was}.`,
          asksAny
            ? `${
              atPlace(site)
            }, ${now} fails as soon as one item does, although one that passes has to settle it.`
            : `${atPlace(site)}, ${now} holds as soon as one item passes, although all of them have to.`,
        ],
        rootCause: [
          asksAny
            ? `The question is whether there is such an item at all, and \`all\` asks for every one of them and accepts even an empty sequence.`
            : `The condition has to hold throughout, and with \`any\` one good item hides all the bad ones.`,
          `For a sequence of one item \`any\` and \`all\` agree, so the smallest examples do not tell them apart.`,
        ],
      }),
    }];
  },
};
