import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { contrast, placeOf, quote, textOf } from "../phrases.ts";
import { namesIn } from "../surroundings.ts";
import { wholeLines } from "../whole_statements.ts";

/** Updates one after the other what has to change at once: `a = b` and then `b = a + b` for `a, b = b, a + b`. */
export const parallelUpdateSplit: MutantOperator = {
  name: "parallel_update_split",
  family: "state",
  summary: "Splits the assignment of a pair into two, so that the second one reads a new value.",
  example: { before: "a, b = b, a + b", after: "a = b\nb = a + b" },
  mutate(site) {
    const { node, source } = site;
    const target = (node.targets as AstNode[] | undefined)?.[0];
    const value = node.value as AstNode;
    if (node.type !== "Assign" || target?.type !== "Tuple" || value.type !== "Tuple") return [];
    const [names, values] = [target.elts as AstNode[], value.elts as AstNode[]];
    const lines = wholeLines(node, source);
    if (names.length !== 2 || values.length !== 2 || !lines || textOf(site).includes("\n")) return [];
    if (![...names, ...values].every((part) => part.type !== "Starred")) return [];
    const [first, second] = names.map((name) => textOf(site, name)) as [string, string];
    const isRead = namesIn(values[1]!).length > 0 && reads(textOf(site, values[1]), first);
    if (!isRead || names.some((name) => !["Name", "Attribute"].includes(name.type))) return [];
    const indent = source.slice(lines.start, node.start);
    const text = `${first} = ${textOf(site, values[0])}\n${indent}${second} = ${textOf(site, values[1])}`;
    const edits = [{ start: node.start, end: node.end, text }];
    const { was } = contrast(site, edits);
    return [{
      edits,
      description: `${placeOf(site)} runs ${quote(text.split("\n")[0]!)} and then ${
        quote(text.split("\n")[1]!)
      } instead of ${was}.`,
      rootCause:
        `The pair is assigned at once, from the old values of both; taken apart, the second line reads the new ` +
        `${quote(first)}.`,
    }];
  },
};

function reads(text: string, name: string): boolean {
  return new RegExp(`(?<![\\w.])${name.replaceAll(".", "\\.")}(?!\\w)`).test(text);
}
