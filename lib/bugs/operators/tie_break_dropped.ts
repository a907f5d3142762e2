import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { groupedSpan } from "../parentheses.ts";
import { atPlace, contrast, placeOf, quote, textOf } from "../phrases.ts";

/** Leaves open which of equal items comes first: `key=lambda r: r.cost` for `key=lambda r: (r.cost, r.name)`. */
export const tieBreakDropped: MutantOperator = {
  name: "tie_break_dropped",
  family: "data",
  summary: "Drops the last part of a key that items are sorted or chosen by.",
  example: {
    before: "order = sorted(runs, key=lambda run: (run.cost, run.name))",
    after: "order = sorted(runs, key=lambda run: run.cost)",
  },
  mutate(site) {
    const { node, ancestors, source } = site;
    const lambda = ancestors.at(-1);
    const keyword = ancestors.at(-2);
    if (node.type !== "Tuple" || lambda?.type !== "Lambda" || keyword?.arg !== "key") return [];
    const parts = node.elts as AstNode[];
    const last = parts.at(-1);
    if (!last || parts.length < 2 || /[#\n]/.test(textOf(site))) return [];
    // A sort keeps equal items in their order, and those of range() are in order as they are.
    const [items] = (ancestors.at(-3)?.args ?? []) as AstNode[];
    if (items && last.type === "Name" && /^(?:range|enumerate)\(/.test(textOf(site, items))) return [];
    const before = groupedSpan(parts.at(-2)!, source).end;
    const edits = parts.length === 2
      ? [{ start: node.start, end: node.end, text: textOf(site, parts[0]!) }]
      : [{ start: before, end: groupedSpan(last, source).end, text: "" }];
    const { was, now } = contrast(site, edits);
    const part = quote(textOf(site, last));
    return [{
      edits,
      ...chooseWords(site, {
        description: [
          `${
            placeOf(site)
          } orders by ${now} alone, and not by ${was}: ${part} no longer decides between equals.`,
          `${
            atPlace(site)
          }, the key ${now} leaves the order of equal items to chance, which ${part} has to settle.`,
        ],
        rootCause: [
          `Items that agree in ${now} stay in the order in which they came, and that is not the order of ${part}.`,
          `The first part of a key is what one has in mind, and ${part} matters only once two items are tied.`,
        ],
      }),
    }];
  },
};
