import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { placeOf, quote, textOf } from "../phrases.ts";

/** Takes from the other end of a queue: `queue.pop()` for `queue.popleft()`. */
export const popEnd: MutantOperator = {
  name: "pop_end",
  family: "data",
  summary: "Takes the last entry of a queue or list instead of the first.",
  example: { before: "node = queue.popleft()", after: "node = queue.pop()" },
  mutate(site) {
    const { node } = site;
    const called = node.func as AstNode | undefined;
    if (node.type !== "Call" || called?.type !== "Attribute") return [];
    const args = node.args as AstNode[];
    const isLeft = called.attr === "popleft" && args.length === 0;
    const isFirst = called.attr === "pop" && args.length === 1 && textOf(site, args[0]!) === "0";
    if (!isLeft && !isFirst) return [];
    const owner = textOf(site, called.value as AstNode);
    const edit = isLeft
      ? { start: called.end - "popleft".length, end: called.end, text: "pop" }
      : { start: args[0]!.start, end: args[0]!.end, text: "" };
    return [{
      edits: [edit],
      description: `${placeOf(site)} takes the last entry of ${
        quote(owner)
      } with \`${owner}.pop()\`, not the first.`,
      rootCause:
        "First come, first served becomes last come, first served: what is a search in breadth, or the order of arrival, " +
        "turns into one in depth.",
    }];
  },
};
