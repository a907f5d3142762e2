import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { readsOf, updatedAttribute, workingMethod } from "../attributes.ts";
import { placeOf, quote, textOf } from "../phrases.ts";
import { drivesWhile } from "../surroundings.ts";
import { statementDropped } from "../whole_statements.ts";

/** Does not update an attribute: `self.time += dt` is missing from a method. */
export const updateForgotten: MutantOperator = {
  name: "update_forgotten",
  family: "state",
  summary: "Drops a statement that updates an attribute.",
  example: {
    before:
      "class Body:\n    def move(self, dt):\n        self.x += self.v * dt\n        self.time += dt\n\n" +
      "    def age(self):\n        return self.time",
    after: "class Body:\n    def move(self, dt):\n        self.x += self.v * dt\n\n" +
      "    def age(self):\n        return self.time",
  },
  mutate(site) {
    const { node, ancestors } = site;
    const name = updatedAttribute(node);
    if (name === undefined || !workingMethod(site) || drivesWhile(site)) return [];
    const owner = ancestors.findLast((above) => above.type === "ClassDef")!;
    if ((node.value as AstNode).type === "Constant" && node.type === "Assign") return [];
    const edit = readsOf(name, owner) > 0 ? statementDropped(site) : undefined;
    if (!edit) return [];
    return [{
      edits: [edit],
      description: `${placeOf(site)} never runs ${quote(textOf(site))}: the statement is missing.`,
      rootCause: `The object goes on with its old \`${name}\`, while the rest of its state moves on.`,
    }];
  },
};
