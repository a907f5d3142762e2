import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { readsOf, selfAttribute, workingMethod } from "../attributes.ts";
import { boundNames } from "../names_in_scope.ts";
import { placeOf, quote, textOf } from "../phrases.ts";
import { namesIn } from "../surroundings.ts";
import { blockOf, wholeLines } from "../whole_statements.ts";

/** Stores a new value before the old one was used: `self.last = x` in front of `x - self.last`. */
export const updateTooEarly: MutantOperator = {
  name: "update_too_early",
  family: "state",
  summary: "Moves the update of an attribute in front of the statement that needs its old value.",
  example: {
    before: "class Meter:\n    def rate(self, x):\n        change = x - self.last\n        self.last = x\n" +
      "        return change",
    after: "class Meter:\n    def rate(self, x):\n        self.last = x\n        change = x - self.last\n" +
      "        return change",
  },
  mutate(site) {
    const { node, source } = site;
    const name = node.type === "Assign" ? selfAttribute((node.targets as AstNode[])[0]) : undefined;
    const lines = wholeLines(node, source);
    if (name === undefined || !lines || !workingMethod(site) || textOf(site).includes("\n")) return [];
    const block = blockOf(site);
    const reader = block.slice(0, block.indexOf(node)).find((statement) => readsOf(name, statement) > 0);
    const start = reader && wholeLines(reader, source)?.start;
    const value = node.value as AstNode;
    if (!reader || start === undefined || value.type !== "Name" || isBelowComment(start, source)) return [];
    if (!boundNames({ ...site, node: reader }).includes(String(value.id))) return [];
    if (namesIn(value).includes("self")) return [];
    return [{
      edits: [
        { start, end: start, text: source.slice(lines.start, lines.end) },
        { ...lines, text: "" },
      ],
      description: `${placeOf(site)} runs ${quote(textOf(site))} before ${
        quote(textOf(site, reader))
      }, not after it.`,
      rootCause:
        `The old value of \`self.${name}\` is still needed at that point, and the new one has already taken its place.`,
    }];
  },
};

function isBelowComment(start: number, source: string): boolean {
  return source.slice(source.lastIndexOf("\n", start - 2) + 1, start).trimStart().startsWith("#");
}
