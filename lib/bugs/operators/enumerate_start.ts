import { type AstNode, isNode, nameOf, walk } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { atPlace, contrast, placeOf } from "../phrases.ts";

/** Counts from one instead of zero, or the reverse. */
export const enumerateStart: MutantOperator = {
  name: "enumerate_start",
  family: "index",
  summary: "Starts the count of enumerate() at 1 instead of 0, or at 0 instead of 1.",
  example: {
    before: "for power, c in enumerate(coefficients):\n    total += c * x ** power",
    after: "for power, c in enumerate(coefficients, start=1):\n    total += c * x ** power",
  },
  mutate(site) {
    const { node } = site;
    if (node.type !== "Call" || nameOf(node.func as AstNode) !== "enumerate") return [];
    const [items, first] = node.args as AstNode[];
    const keyword = (node.keywords as AstNode[])[0];
    const start = first ?? (keyword?.value as AstNode | undefined);
    if (!items || items.type === "Starred" || (start && site.source.slice(start.start, start.end) !== "1")) {
      return [];
    }
    if (!start && !countsOnly(site)) return [];
    const edit = start
      ? { start: items.end, end: (first ?? keyword)!.end, text: "" }
      : { start: items.end, end: items.end, text: ", start=1" };
    if (/[#\n)]/.test(site.source.slice(edit.start, edit.end))) return [];
    const { was, now } = contrast(site, [edit]);
    return [{
      edits: [edit],
      ...chooseWords(site, {
        description: [
          `${placeOf(site)} counts from ${start ? "0" : "1"} with ${now} instead of ${was}.`,
          `${atPlace(site)}, every number that ${now} gives is one ${
            start ? "less" : "more"
          } than by ${was}.`,
        ],
        rootCause: start
          ? [
            "Counting starts at zero by itself, and here the first item is number one.",
            `The start is easily left out of ${was}, whose items are numbered from one in the formula.`,
          ]
          : [
            "People count from one, and here the first item is number zero.",
            `The formula gives the number zero to the first item of ${was}, as the plain call does.`,
          ],
      }),
    }];
  },
};

/** Whether the count is computed with, and never the place of an item: that would miss the last one at once. */
function countsOnly({ node, ancestors }: MutationSite): boolean {
  const loop = ancestors.at(-1)!;
  const target = loop.iter === node ? loop.target as AstNode : undefined;
  const count = target?.type === "Tuple" ? nameOf((target.elts as AstNode[])[0]!) : "";
  const scope = loop.type === "For" ? loop : ancestors.at(-2);
  if (count === "" || !isNode(scope)) return false;
  const reads = [...walk(scope)].filter((below) =>
    below.node.type === "Name" && below.node.id === count && !(target!.elts as AstNode[]).includes(below.node)
  );
  return reads.length > 0 &&
    reads.every((read) => !read.ancestors.some(({ type }) => type === "Subscript")) &&
    reads.some((read) => ["BinOp", "Compare", "Call"].includes(read.ancestors.at(-1)!.type));
}
