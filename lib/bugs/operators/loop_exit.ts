import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import { placeOf, textOf } from "../phrases.ts";

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
    return [{
      edits: [{ start: node.start, end: node.end, text }],
      description: `${placeOf(site)} has \`${text}\` for \`${textOf(site)}\`, so that the loop ${
        leaves ? "goes on after it has what it looks for" : "ends at the first item that it should only skip"
      }.`,
      rootCause: leaves
        ? "The search has to stop at this item; later ones override what it found."
        : "Only this item is to be skipped; those after it still count.",
    }];
  },
};

/** `if change < TOLERANCE: break` only saves time: going on gives the same result. */
function isConvergence({ ancestors, source }: MutationSite): boolean {
  const test = ancestors.at(-1)?.test as AstNode | undefined;
  return test !== undefined && /tol|eps|\de-\d/i.test(source.slice(test.start, test.end));
}
