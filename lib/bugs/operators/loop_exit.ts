import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { atPlace, placeOf, quoteShort, textOf } from "../phrases.ts";

/** Leaves a `for` loop where it must go on with the next item, and the reverse. */
export const loopExit: MutantOperator = {
  name: "loop_exit",
  family: "iteration",
  summary: "Swaps break and continue in a `for` loop.",
  example: {
    before: "for x in xs:\n    if x < 0.0:\n        continue\n    total += x",
    after: "for x in xs:\n    if x < 0.0:\n        break\n    total += x",
  },
  mutate(site) {
    const { node, ancestors } = site;
    if (node.type !== "Break" && node.type !== "Continue") return [];
    const loop = ancestors.findLast((above) => above.type === "For" || above.type === "While");
    if (loop?.type !== "For" || isConvergence(site)) return [];
    const leaves = node.type === "Break";
    const text = leaves ? "continue" : "break";
    const place = placeOf(site);
    const items = quoteShort(textOf(site, loop.iter as AstNode), "its items");
    const parent = ancestors.at(-1)!;
    const test = parent.type === "If"
      ? quoteShort(textOf(site, parent.test as AstNode), "the condition above it")
      : "the condition above it";
    return [{
      edits: [{ start: node.start, end: node.end, text }],
      ...chooseWords(site, {
        description: [
          leaves
            ? `${place} goes on to the next item by \`continue\` at a point where the loop over ${items} has to end by \`break\`.`
            : `${place} ends the loop over ${items} by \`break\` at an item that it only has to skip by \`continue\`.`,
          leaves
            ? `${
              atPlace(site)
            }, the loop does not stop when ${test} holds: it has \`continue\` in the place of \`break\`.`
            : `${
              atPlace(site)
            }, the whole loop stops when ${test} holds: it has \`break\` in the place of \`continue\`.`,
        ],
        rootCause: [
          leaves
            ? `The loop has nothing more to look for once ${test} holds, and later passes can override the result.`
            : `A single item for which ${test} holds keeps all those behind it from being looked at.`,
          `Both words leave the current pass, and only the items of ${items} behind this one show which of them was written.`,
        ],
      }),
    }];
  },
};

/** `if change < TOLERANCE: break` only saves time: going on gives the same result. */
function isConvergence({ ancestors, source }: MutationSite): boolean {
  const test = ancestors.at(-1)?.test as AstNode | undefined;
  return test !== undefined && /tol|eps|\de-\d/i.test(source.slice(test.start, test.end));
}
