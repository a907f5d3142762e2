import type { AstNode } from "../../core/ast.ts";
import { chooseWords } from "../choose_words.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { selfAttribute, workingMethod } from "../attributes.ts";
import { boundNames } from "../names_in_scope.ts";
import { contrast, placeOf } from "../phrases.ts";
import { isTwin } from "../surroundings.ts";

/** Forgets `self.`: sets a local variable for the attribute, or reads one that has its name. */
export const selfDropped: MutantOperator = {
  name: "self_dropped",
  family: "state",
  summary: "Drops `self.` where an attribute is set, or read beside a variable of the same name.",
  example: {
    before: "class Clock:\n    def set(self, now):\n        self.time = now",
    after: "class Clock:\n    def set(self, now):\n        time = now",
  },
  mutate(site) {
    const { node, ancestors } = site;
    const name = selfAttribute(node);
    const parent = ancestors.at(-1)!;
    if (name === undefined || !workingMethod(site)) return [];
    const isSet = parent.type === "Assign" && (parent.targets as AstNode[]).includes(node);
    const isRead = !isSet && !/^(?:AugAssign|AnnAssign|Delete)$/.test(parent.type) && parent.func !== node &&
      boundNames(site).includes(name) && !setsTwin(parent, name) && !isTwin(name, site);
    if (!isSet && !isRead) return [];
    const edits = [{ start: node.start, end: node.end - name.length, text: "" }];
    const { was, now } = contrast(site, edits, isSet ? parent : node);
    return [{
      edits,
      ...chooseWords(site, {
        description: [
          `${placeOf(site)} has ${now} instead of ${was}.`,
          `In ${was}, ${placeOf(site)} leaves out the \`self.\` and has ${now}.`,
        ],
        rootCause: [
          isSet
            ? `Without \`self.\` the value goes to a local variable that ends with the call, and the object keeps its old \`${name}\`.`
            : `\`${name}\` is a variable of the method here, and \`self.${name}\` the value that the object holds.`,
        ],
      }),
    }];
  },
};

/** `name = self.name`: there the variable would be read before it has a value. */
function setsTwin(parent: AstNode, name: string): boolean {
  return parent.type === "Assign" && (parent.targets as AstNode[]).some((target) => target.id === name);
}
