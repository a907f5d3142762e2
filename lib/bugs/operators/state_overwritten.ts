import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { updatedAttribute, workingMethod } from "../attributes.ts";
import { contrast, placeOf, quote, textOf } from "../phrases.ts";
import { drivesWhile } from "../surroundings.ts";

/** Replaces what an object has gathered so far: `self.total = x` for `self.total += x`. */
export const stateOverwritten: MutantOperator = {
  name: "state_overwritten",
  family: "state",
  summary: "Sets an attribute that has to be added to or multiplied.",
  example: {
    before: "class Tank:\n    def fill(self, flow, dt):\n        self.volume += flow * dt",
    after: "class Tank:\n    def fill(self, flow, dt):\n        self.volume = flow * dt",
  },
  mutate(site) {
    const { node, ancestors } = site;
    if (node.type !== "AugAssign" || updatedAttribute(node) === undefined || !workingMethod(site)) return [];
    // In loops that is `accumulation_lost`.
    if (ancestors.some((above) => ["For", "While"].includes(above.type)) || drivesWhile(site)) return [];
    const op = node.op as AstNode;
    const edits = [{ start: op.start, end: op.end, text: "=" }];
    const { was, now } = contrast(site, edits);
    return [{
      edits,
      description: `${placeOf(site)} sets ${now} instead of updating by ${was}.`,
      rootCause:
        `${
          quote(textOf(site, node.target as AstNode))
        } carries what earlier calls brought; a plain assignment ` +
        "throws that away.",
    }];
  },
};
