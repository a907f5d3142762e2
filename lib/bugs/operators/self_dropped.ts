import type { AstNode } from "../../core/ast.ts";
import { chooseWords } from "../choose_words.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { selfAttribute, workingMethod } from "../attributes.ts";
import { contrast, placeOf } from "../phrases.ts";
import { isTwin } from "../surroundings.ts";

/** Forgets `self.`: sets a local variable for the attribute. What is read in its place is for `self_missing`. */
export const selfDropped: MutantOperator = {
  name: "self_dropped",
  family: "state",
  summary: "Drops `self.` where an attribute is set.",
  example: {
    before: "class Clock:\n    def set(self, now):\n        self.time = now",
    after: "class Clock:\n    def set(self, now):\n        time = now",
  },
  mutate(site) {
    const { node, ancestors } = site;
    const name = selfAttribute(node);
    const parent = ancestors.at(-1)!;
    if (name === undefined || !workingMethod(site)) return [];
    // `time = time` says by itself that something is missing.
    if (parent.type !== "Assign" || isTwin(name, site)) return [];
    if (!(parent.targets as AstNode[]).includes(node)) return [];
    const edits = [{ start: node.start, end: node.end - name.length, text: "" }];
    const { was, now } = contrast(site, edits, parent);
    return [{
      edits,
      ...chooseWords(site, {
        description: [
          `${placeOf(site)} has ${now} instead of ${was}.`,
          `In ${was}, ${placeOf(site)} leaves out the \`self.\` and has ${now}.`,
        ],
        rootCause: [
          `Without \`self.\` the value goes to a local variable that ends with the call, and the object keeps its old \`${name}\`.`,
          `What is set is a variable with the name of the attribute, so nothing of it is left in \`self.${name}\` after the call.`,
        ],
      }),
    }];
  },
};
