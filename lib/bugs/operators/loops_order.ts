import { type AstNode, childNodes, isNode, nameOf } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { assignedNames, targetNames } from "../names_in_scope.ts";
import { atPlace, placeOf, quote, textOf } from "../phrases.ts";
import { namesIn } from "../surroundings.ts";

/** Runs the outer loop over what the inner one has to run over, and the reverse: rows for columns. */
export const loopsOrder: MutantOperator = {
  name: "loops_order",
  family: "iteration",
  summary: "Exchanges what two nested loops run over.",
  example: {
    before: "for i in range(rows):\n    for j in range(cols):\n        total += grid[i][j] * w[j]",
    after: "for i in range(cols):\n    for j in range(rows):\n        total += grid[i][j] * w[j]",
  },
  mutate(site) {
    const loops = nestedLoops(site.node);
    if (!loops) return [];
    const targets = loops.map(({ target }) => target as AstNode);
    // What only repeats has no direction, and parts of pairs go with their own items.
    if (targets.some((target) => nameOf(target) === "_") || targets[0]!.type !== targets[1]!.type) return [];
    const items = loops.map(({ iter }) => iter as AstNode);
    const [outer, inner] = items.map((item) => textOf(site, item));
    if (outer === inner || !areAlike(items, site) || dependsOnOuter(loops, site)) return [];
    const [first, second] = targets.map((target) => quote(textOf(site, target)));
    return [{
      edits: items.map(({ start, end }, at) => ({ start, end, text: [inner!, outer!][at]! })),
      ...chooseWords(site, {
        description: [
          `${placeOf(site)} runs ${first} over ${quote(inner!)} and ${second} over ${
            quote(outer!)
          }, each over what belongs to the other.`,
          `${atPlace(site)}, ${first} takes the items of ${
            quote(inner!)
          }, which are meant for ${second}, and ${second} those of ${quote(outer!)}.`,
        ],
        rootCause: [
          `The two directions ${first} and ${second} are mixed up, which does not show where both are equally long.`,
          `Nested loops over ${quote(outer!)} and ${
            quote(inner!)
          } look alike in either order, and what is done inside expects ${first} from the first.`,
        ],
      }),
    }];
  },
};

/** Two loops, one in the other: statements, parts of one comprehension, or a comprehension in another. */
function nestedLoops(node: AstNode): readonly [AstNode, AstNode] | undefined {
  if (node.type === "For") {
    const inner = (node.body as AstNode[]).find(({ type }) => type === "For");
    return inner && [node, inner];
  }
  const generators = node.generators as AstNode[] | undefined;
  if (!generators) return undefined;
  if (generators.length === 2) return [generators[0]!, generators[1]!];
  const below = isNode(node.elt) ? [node.elt, ...childNodes(node.elt)] : [];
  const comprehension = below.find(({ type }) => type === "ListComp" || type === "GeneratorExp");
  const inner = comprehension?.generators as AstNode[] | undefined;
  return inner?.length === 1 ? [generators[0]!, inner[0]!] : undefined;
}

/** Ranges change places with ranges, names with names. */
function areAlike(items: readonly AstNode[], site: MutationSite): boolean {
  if (items.some((item) => textOf(site, item).includes("\n"))) return false;
  const areRanges = items.every((item) => item.type === "Call" && nameOf(item.func as AstNode) === "range");
  return areRanges || items.every(({ type }) => type === "Name" || type === "Attribute");
}

function dependsOnOuter([outer, inner]: readonly [AstNode, AstNode], site: MutationSite): boolean {
  const set = targetNames(outer.target as AstNode);
  if (site.node.type === "For") set.push(...(outer.body as AstNode[]).flatMap(assignedNames));
  return namesIn(inner.iter as AstNode).some((name) => set.includes(name));
}
