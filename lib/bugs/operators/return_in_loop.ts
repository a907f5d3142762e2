import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { blocksOf } from "../names_in_scope.ts";
import { atPlace, placeOf, quote, quoteShort, textOf } from "../phrases.ts";

/** Returns from inside a `for` loop: the `return` behind it is indented once too much. */
export const returnInLoop: MutantOperator = {
  name: "return_in_loop",
  family: "iteration",
  summary: "Indents the `return` after a `for` loop into it.",
  example: {
    before: "def f(xs):\n    for x in xs:\n        total = total + x\n    return total",
    after: "def f(xs):\n    for x in xs:\n        total = total + x\n        return total",
  },
  mutate(site) {
    const { node, source, ancestors } = site;
    if (node.type !== "Return" || textOf(site).includes("\n")) return [];
    const block = blocksOf(ancestors.at(-1)!).find((statements) => statements.includes(node));
    const loop = block?.[block.indexOf(node) - 1];
    if (loop?.type !== "For" || (loop.orelse as AstNode[]).length > 0) return [];
    const last = (loop.body as AstNode[]).at(-1)!;
    if (["Return", "Break", "Continue"].includes(last.type)) return [];
    const indent = indentOf((loop.body as AstNode[])[0]!, source);
    const own = indentOf(node, source);
    if (indent === undefined || own === undefined || !indent.startsWith(own)) return [];
    const place = placeOf(site);
    const items = quoteShort(textOf(site, loop.iter as AstNode), "the sequence");
    return [{
      edits: [{ start: node.start, end: node.start, text: indent.slice(own.length) }],
      ...chooseWords(site, {
        description: [
          `${place} runs ${
            quote(textOf(site))
          } within the loop over ${items}, and it has to wait until that is over.`,
          `${atPlace(site)}, the line ${
            quote(textOf(site))
          } is indented into the loop that it has to follow.`,
        ],
        rootCause: [
          `The first pass that gets there ends the function, so the items of ${items} behind it are never looked at.`,
          `One level of indentation decides between a result after the loop over ${items} and one in the middle of it, and both are valid code.`,
        ],
      }),
    }];
  },
};

function indentOf(node: AstNode, source: string): string | undefined {
  const line = source.slice(source.lastIndexOf("\n", node.start - 1) + 1, node.start);
  return /^[ \t]*$/.test(line) ? line : undefined;
}
