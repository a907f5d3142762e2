import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { placeOf, quote, textOf } from "../phrases.ts";
import { statementDropped } from "../whole_statements.ts";

/** Overrides a method and forgets to call the one of the base class. */
export const superCallDropped: MutantOperator = {
  name: "super_call_dropped",
  family: "state",
  summary: "Drops a call of a method of the base class by super().",
  example: {
    before: "class Heated(Tank):\n    def step(self, dt):\n        super().step(dt)\n        self.heat(dt)",
    after: "class Heated(Tank):\n    def step(self, dt):\n        self.heat(dt)",
  },
  mutate(site) {
    const call = site.node.value as AstNode | undefined;
    if (site.node.type !== "Expr" || call?.type !== "Call") return [];
    const method = /^super\([^()]*\)\.(\w+)$/.exec(textOf(site, call.func as AstNode))?.[1];
    const edit = method && statementDropped(site);
    if (!edit) return [];
    return [{
      edits: [edit],
      description: `${placeOf(site)} leaves out ${quote(textOf(site))}.`,
      rootCause: method === "__init__"
        ? "A constructor that replaces the one of the base class has to call it, or what the base class sets up is missing."
        : `\`${method}\` replaces the method of the base class, and what that one does no longer happens.`,
    }];
  },
};
