import type { AstNode } from "../../core/ast.ts";
import { nameOf, walk } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { boundNames } from "../names_in_scope.ts";
import { atPlace, contrast, placeOf, quote } from "../phrases.ts";
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
    const place = placeOf(site);
    const [wrong, right] = [quote(text), quote(nameOf(index))];
    return [{
      edits,
      ...chooseWords(site, {
        description: [
          `${place} uses ${now}, and the entry needed is ${was}.`,
          `${atPlace(site)}, ${quote(base)} is indexed by ${wrong} and has to be indexed by ${right}.`,
        ],
        rootCause: [
          `This function indexes ${
            quote(base)
          } by ${wrong} as well as by ${right}, and the two were mixed up here.`,
          `Both ${wrong} and ${right} are valid indices of ${quote(base)}, so an entry is found either way.`,
        ],
      }),
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
