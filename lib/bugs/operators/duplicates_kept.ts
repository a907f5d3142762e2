import type { AstNode } from "../../core/ast.ts";
import { isNode, nameOf } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import type { SpanEdit } from "../../core/span_edit.ts";
import { chooseWords } from "../choose_words.ts";
import { atPlace, contrast, placeOf } from "../phrases.ts";

/** Calls whose result depends on how often an item occurs. */
const COUNTING = [
  "len",
  "sum",
  "fsum",
  "sorted",
  "list",
  "tuple",
  "enumerate",
  "combinations",
  "permutations",
];

/** Counts or goes through items as often as they occur: `len(names)` for `len(set(names))`. */
export const duplicatesKept: MutantOperator = {
  name: "duplicates_kept",
  family: "data",
  summary: "Keeps items that occur more than once where a set has each of them once.",
  example: { before: "kinds = len(set(labels))", after: "kinds = len(labels)" },
  mutate(site) {
    const edits = withDuplicates(site);
    const parent = site.ancestors.at(-1);
    if (edits.length === 0 || !parent || !countsOccurrences(site, parent)) return [];
    const { was, now } = contrast(site, edits, parent.type === "Call" ? parent : site.node);
    if (isSeenAtOnce(site, now)) return [];
    return [{
      edits,
      ...chooseWords(site, {
        description: [
          `${placeOf(site)} takes ${now}, where ${was} has every distinct item once.`,
          `${
            atPlace(site)
          }, ${now} has what occurs several times as often as it occurs, and ${was} is needed.`,
        ],
        rootCause: [
          "As long as no two items are equal both forms agree, and repeated ones are not what one tries first.",
          "What is counted are different items, not occurrences, and the collection by itself does not remove repetitions.",
        ],
      }),
    }];
  },
};

/** Makes a list of a set: nothing is taken together. */
function withDuplicates({ node, source }: MutationSite): SpanEdit[] {
  if (source.slice(node.start, node.end).includes("#")) return [];
  if (node.type === "SetComp" || node.type === "Set") return bracketed(node.start + 1, node.end - 1, node);
  if (node.type !== "Call" || (node.func as AstNode).type !== "Name") return [];
  if (!["set", "frozenset"].includes(nameOf(node.func as AstNode))) return [];
  const [items, ...more] = node.args as AstNode[];
  if (!items || more.length > 0 || items.type === "Starred") return [];
  if (items.type !== "GeneratorExp") {
    return [{ start: node.start, end: items.start, text: "" }, { start: items.end, end: node.end, text: "" }];
  }
  return bracketed((node.func as AstNode).end + 1, node.end - 1, node);
}

function bracketed(start: number, end: number, node: AstNode): SpanEdit[] {
  return [{ start: node.start, end: start, text: "[" }, { start: end, end: node.end, text: "]" }];
}

function countsOccurrences({ node }: MutationSite, parent: AstNode): boolean {
  if (parent.type === "Call") {
    return COUNTING.includes(nameOf(parent.func as AstNode)) && (parent.args as AstNode[])[0] === node;
  }
  return ["For", "comprehension"].includes(parent.type) && parent.iter === node;
}

/** Whether a comparison would compare something with itself, as in `len(names) == len(names)`. */
function isSeenAtOnce({ ancestors, source }: MutationSite, now: string): boolean {
  const above = ancestors.at(-2);
  return above?.type === "Compare" &&
    [above.left, above.comparators].flat().filter(isNode)
      .some(({ start, end }) => `\`${source.slice(start, end)}\`` === now);
}
