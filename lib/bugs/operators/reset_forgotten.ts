import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { updatedAttribute, workingMethod } from "../attributes.ts";
import { placeOf, quote, textOf } from "../phrases.ts";
import { drivesWhile } from "../surroundings.ts";
import { statementDropped } from "../whole_statements.ts";

/** Does not put an attribute back to its start: `self.time = 0.0` is missing from a method. */
export const resetForgotten: MutantOperator = {
  name: "reset_forgotten",
  family: "state",
  summary: "Drops a statement that puts an attribute back to a fixed value.",
  example: {
    before: "class Tank:\n    def restart(self):\n        self.time = 0.0\n        self.level = self.full",
    after: "class Tank:\n    def restart(self):\n        self.level = self.full",
  },
  mutate(site) {
    const { node } = site;
    const name = updatedAttribute(node);
    if (node.type !== "Assign" || name === undefined || !workingMethod(site) || drivesWhile(site)) return [];
    if (!isFixed(node.value as AstNode, textOf(site, node.value as AstNode))) return [];
    const edit = statementDropped(site);
    if (!edit) return [];
    return [{
      edits: [edit],
      description: `${placeOf(site)} leaves out ${quote(textOf(site))}.`,
      rootCause:
        `\`${name}\` keeps what earlier calls left in it, so a second run does not start from the same state as ` +
        "the first one.",
    }];
  },
};

/** A number, nothing, an empty container, or an attribute as it was given: what things are reset to. */
function isFixed(value: AstNode, text: string): boolean {
  if (value.type === "Constant") return true;
  return /^-?math\.inf$|^-[\d.]+$|^\[\]$|^\{\}$|^(?:dict|list|set)\(\)$|^self\.\w+$/.test(text);
}
