import type { AstNode } from "../../core/ast.ts";
import { nameOf, walk } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import { boundNames } from "../names_in_scope.ts";
import { contrast, placeOf } from "../phrases.ts";
import { functionAround, isTwin } from "../surroundings.ts";

/** Looks up under another key or index of the function: `cost[node]` for `cost[neighbour]`. */
export const wrongIndex: MutantOperator = {
  name: "wrong_index",
  family: "index",
  summary: "Indexes with another name that the function indexes the same thing with.",
  example: {
    before: "def f(cost, i, j):\n    cost[i] = 0\n    return cost[j]",
    after: "def f(cost, i, j):\n    cost[i] = 0\n    return cost[i]",
  },
  mutate(site) {
    const { node } = site;
    const index = node.slice as AstNode | undefined;
    if (node.type !== "Subscript" || index?.type !== "Name") return [];
    const base = site.source.slice(node.start, (node.value as AstNode).end);
    const text = otherIndex(nameOf(index), base, site);
    if (!text || isTwin(`${base}[${text}]`, site)) return [];
    const edits = [{ start: index.start, end: index.end, text }];
    const { was, now } = contrast(site, edits);
    return [{
      edits,
      description: `${placeOf(site)} looks up ${now} instead of ${was}.`,
      rootCause: `\`${base}\` is indexed with both \`${text}\` and \`${
        nameOf(index)
      }\` in this function, and the two are mixed up here.`,
    }];
  },
};

/** Another name in scope that the function indexes the same base with. */
function otherIndex(name: string, base: string, site: MutationSite): string | undefined {
  const bound = boundNames(site);
  const indices = [...walk(functionAround(site) ?? site.node)].flatMap(({ node }) => {
    const index = node.slice as AstNode | undefined;
    const isSame = node.type === "Subscript" && index?.type === "Name" &&
      site.source.slice(node.start, (node.value as AstNode).end) === base;
    return isSame ? [nameOf(index)] : [];
  });
  return indices.find((other) => other !== name && bound.includes(other));
}
