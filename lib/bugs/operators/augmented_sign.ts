import type { AstNode } from "../../core/ast.ts";
import { nameOf } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { numberOf } from "../numbers.ts";
import { atPlace, contrast, placeOf, quote, textOf } from "../phrases.ts";
import { drivesWhile, isSequence } from "../surroundings.ts";

const OPPOSITE: Record<string, string> = { Add: "-=", Sub: "+=", Mult: "/=", Div: "*=" };
const ROOT_CAUSES: Record<string, (name: string) => string> = {
  Add: (name) => `Each contribution has to enter ${name} with a plus sign, and the update reverses it.`,
  Sub: (name) => `Each contribution has to be taken off ${name}, and the update puts it on top.`,
  Mult: (name) => `${name} has to be multiplied by the factor, and division scales it by the reciprocal.`,
  Div: (name) => `${name} has to be divided, and multiplication scales it by the reciprocal.`,
};
/** What the wrong update does with a value that the right one does something else with. */
const VERBS: Record<string, readonly [does: string, has: string]> = {
  Add: ["subtracts", "adds"],
  Sub: ["adds", "subtracts"],
  Mult: ["divides by", "multiplies by"],
  Div: ["multiplies by", "divides by"],
};

/** Updates a running value the wrong way: `-=` for `+=`. */
export const augmentedSign: MutantOperator = {
  name: "augmented_sign",
  family: "arithmetic",
  summary: "Swaps += with -= and *= with /=.",
  example: { before: "energy += work", after: "energy -= work" },
  mutate(site) {
    const { node, source } = site;
    if (node.type !== "AugAssign" || drivesWhile(site)) return [];
    const op = node.op as AstNode;
    const text = OPPOSITE[op.type];
    const value = node.value as AstNode;
    // A counter that counts down is no slip that anyone makes.
    if (!text || isSequence(value, source) || numberOf(value, source)?.kind === "int") return [];
    const edits = [{ start: op.start, end: op.end, text }];
    const { was, now } = contrast(site, edits);
    const target = nameOf(node.target as AstNode);
    const place = placeOf(site);
    const name = quote(target || textOf(site, node.target as AstNode));
    const [does, has] = VERBS[op.type]!;
    return [{
      edits,
      ...chooseWords(site, {
        description: [
          `${place} updates ${name} by ${now}, which ${does} what ${was} ${has}.`,
          `${atPlace(site)}, ${now} moves ${name} the opposite way; the update has to be ${was}.`,
        ],
        rootCause: [
          ROOT_CAUSES[op.type]!(name),
          /Add|Sub/.test(op.type)
            ? `Whether a contribution counts as a gain or as a loss is a matter of sign convention, and the update of ${name} follows the opposite one.`
            : `A factor and its reciprocal are easily mistaken for each other, and ${name} is scaled by the wrong one of the two.`,
        ],
      }),
    }];
  },
};
