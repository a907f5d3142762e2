import type { AstNode } from "../../core/ast.ts";
import { nameOf, walk } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import { contrast, placeOf, textOf } from "../phrases.ts";
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
  mutate(site) {
    const { node } = site;
    if (!["Assign", "AnnAssign"].includes(node.type) || !node.value) return [];
    const target = (node.targets as AstNode[] | undefined)?.[0] ?? node.target as AstNode;
    const value = node.value as AstNode;
    const text = OTHER_START[textOf(site, value)];
    if (target.type !== "Name" || !text || !isUpdatedInLoop(nameOf(target), site)) return [];
    const edits = [{ start: value.start, end: value.end, text }];
    const { was, now } = contrast(site, edits);
    return [{
      edits,
      description: `${
        placeOf(site)
      } starts with ${now} where ${was} is meant: the running value begins wrong.`,
      rootCause: `The loop builds on the start value of \`${
        nameOf(target)
      }\`, which is not neutral for what it accumulates.`,
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
