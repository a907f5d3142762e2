import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { selfAttribute } from "../attributes.ts";
import { placeOf, quote, textOf } from "../phrases.ts";
import { statementDropped, wholeLines } from "../whole_statements.ts";

/** Makes a container an attribute of the class, which all objects share. */
export const sharedClassAttribute: MutantOperator = {
  name: "shared_class_attribute",
  family: "state",
  summary: "Moves an empty container from the constructor to the class, where all objects share it.",
  example: {
    before: "class Log:\n    def __init__(self, name):\n        self.lines = []\n        self.name = name",
    after: "class Log:\n    lines = []\n\n    def __init__(self, name):\n        self.name = name",
  },
  mutate(site) {
    const { node, source, ancestors } = site;
    const [owner, constructor] = ancestors.slice(-2);
    if (owner?.type !== "ClassDef" || constructor?.name !== "__init__") return [];
    const target = (node.targets as AstNode[] | undefined)?.[0] ?? node.target as AstNode;
    const name = /Assign$/.test(node.type) ? selfAttribute(target) : undefined;
    if (
      name === undefined || !/^(?:\[\]|\{\}|(?:list|dict|set)\(\))$/.test(textOf(site, node.value as AstNode))
    ) return [];
    const dropped = statementDropped(site);
    const start = source.lastIndexOf("\n", constructor.start - 1) + 1;
    const indent = source.slice(start, constructor.start);
    const isDecorated = (constructor.decorator_list as AstNode[]).length > 0;
    if (!dropped || isDecorated || !/^[ \t]+$/.test(indent) || !wholeLines(node, source)) return [];
    const text = textOf(site).replace(/^self\./, "");
    return [{
      edits: [{ start, end: start, text: `${indent}${text}\n\n` }, dropped],
      description: `${placeOf(site)} no longer runs ${quote(textOf(site))}; \`${String(owner.name)}\` has ${
        quote(text)
      } in its class body instead.`,
      rootCause:
        `The class body runs once, so all objects share one \`${name}\`: what one of them puts in, the others see.`,
    }];
  },
};
