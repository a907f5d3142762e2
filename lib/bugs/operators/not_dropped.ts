import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { replaceByPart } from "../parentheses.ts";
import { atPlace, contrast, placeOf } from "../phrases.ts";
import { isInGuard, isInWhileTest } from "../surroundings.ts";

/** Forgets a `not`. */
export const notDropped: MutantOperator = {
  name: "not_dropped",
  family: "logic",
  summary: "Drops `not`.",
  example: { before: "ok = not closed", after: "ok = closed" },
  mutate(site) {
    const { node } = site;
    if (node.type !== "UnaryOp" || (node.op as AstNode).type !== "Not") return [];
    if (isInGuard(site) || isInWhileTest(site)) return [];
    const edit = replaceByPart(site, node.operand as AstNode);
    if (!edit) return [];
    const edits = [edit];
    const { was, now } = contrast(site, edits);
    const place = placeOf(site);
    return [{
      edits,
      ...chooseWords(site, {
        description: [
          `${place} tests ${now}, and without its \`not\` that is the opposite of ${was}.`,
          `${atPlace(site)}, the condition is ${now} and has to be ${was}.`,
        ],
        rootCause: [
          `The condition holds in exactly the cases in which it has to fail, because the \`not\` before ${now} is missing.`,
          `A negation is easily lost while a condition is being rearranged, and ${now} reads just as naturally.`,
        ],
      }),
    }];
  },
};
