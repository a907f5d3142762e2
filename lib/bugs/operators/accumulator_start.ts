import type { AstNode } from "../../core/ast.ts";
import { nameOf, walk } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { atPlace, contrast, placeOf, textOf } from "../phrases.ts";
import { contains, functionAround } from "../surroundings.ts";

const OTHER_START: Record<string, string> = {
  "0": "1",
  "0.0": "1.0",
  "1": "0",
  "1.0": "0.0",
  "math.inf": "0.0",
  "-math.inf": "0.0",
  'float("inf")': "0.0",
  '-float("inf")': "0.0",
};

/** Starts a running sum, product, count or extreme at the wrong value. */
export const accumulatorStart: MutantOperator = {
  name: "accumulator_start",
  family: "iteration",
  summary: "Changes the value that a loop's running result starts from.",
  example: {
    before: "def f(xs):\n    product = 1.0\n    for x in xs:\n        product *= x\n    return product",
    after: "def f(xs):\n    product = 0.0\n    for x in xs:\n        product *= x\n    return product",
  },
  mutate(site) {
    const { node } = site;
    if (!["Assign", "AnnAssign"].includes(node.type) || !node.value) return [];
    const target = (node.targets as AstNode[] | undefined)?.[0] ?? node.target as AstNode;
    const value = node.value as AstNode;
    const text = OTHER_START[textOf(site, value)];
    if (target.type !== "Name" || !text || !isUpdatedInLoop(nameOf(target), site)) return [];
    const edits = [{ start: value.start, end: value.end, text }];
    const { was, now } = contrast(site, edits);
    const place = placeOf(site);
    const name = `\`${nameOf(target)}\``;
    return [{
      edits,
      ...chooseWords(site, {
        description: [
          `${place} starts with ${now}; the loop below has to build on ${was}.`,
          `${atPlace(site)}, the running value is set up by ${now} and has to be set up by ${was}.`,
        ],
        rootCause: [
          `Whatever ${name} holds before the first pass is carried through the loop into the result.`,
          `A sum starts from zero, a product from one and a search for an extreme from an infinite value, and ${name} got the start of another kind.`,
        ],
      }),
    }];
  },
};

function isUpdatedInLoop(name: string, site: MutationSite): boolean {
  const scope = functionAround(site);
  if (!scope || site.ancestors.some((above) => above.type === "While")) return false;
  return [...walk(scope)].some(({ node, ancestors }) => {
    const inLoop = ancestors.some((above) =>
      ["For", "While"].includes(above.type) && !contains(above, site.node) && above.start > site.node.start
    );
    const target = node.type === "AugAssign" ? node.target : (node.targets as AstNode[] | undefined)?.[0];
    return inLoop && target !== undefined && nameOf(target as AstNode) === name;
  });
}
