import type { AstNode } from "../../core/ast.ts";
import { nameOf } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { numberOf } from "../numbers.ts";
import { contrast, placeOf } from "../phrases.ts";
import { drivesWhile, isSequence } from "../surroundings.ts";

const OPPOSITE: Record<string, string> = { Add: "-=", Sub: "+=", Mult: "/=", Div: "*=" };
const ROOT_CAUSES: Record<string, string> = {
  Add: "Each contribution has to be added to the running value, and it is taken away from it.",
  Sub: "Each contribution has to be taken away from the running value, and it is added to it.",
  Mult: "Each factor has to be multiplied in, and the running value is divided by it.",
  Div: "The running value has to be divided, and it is multiplied.",
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
    return [{
      edits,
      description: `${placeOf(site)} updates ${
        target ? `\`${target}\`` : "the running value"
      } by ${now} instead of ${was}.`,
      rootCause: ROOT_CAUSES[op.type]!,
    }];
  },
};
