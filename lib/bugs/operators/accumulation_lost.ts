import type { AstNode } from "../../core/ast.ts";
import { nameOf } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import type { SpanEdit } from "../../core/span_edit.ts";
import { contrast, placeOf, quote, textOf } from "../phrases.ts";
import { drivesWhile } from "../surroundings.ts";

/** Overwrites a running value in a loop: `total = term` for `total += term`, `best = x` for `best = max(best, x)`. */
export const accumulationLost: MutantOperator = {
  name: "accumulation_lost",
  family: "iteration",
  summary: "Overwrites a running sum, product or extreme in a loop.",
  example: { before: "for term in terms:\n    total += term", after: "for term in terms:\n    total = term" },
  mutate(site) {
    if (!site.ancestors.some((above) => ["For", "While"].includes(above.type))) return [];
    const edit = overwriting(site);
    if (!edit || drivesWhile(site)) return [];
    const { was, now } = contrast(site, [edit]);
    const targets = site.node.targets as AstNode[] | undefined;
    const target = quote(textOf(site, targets?.[0] ?? site.node.target as AstNode));
    return [{
      edits: [edit],
      description: `${placeOf(site)} overwrites ${target} in every pass: it has ${now} and not ${was}.`,
      rootCause:
        `${target} gathers something from every pass of the loop; assigned afresh, it keeps the last pass alone.`,
    }];
  },
};

function overwriting(site: MutationSite): SpanEdit | undefined {
  const { node } = site;
  const value = node.value as AstNode;
  if (node.type === "AugAssign" && value.type !== "Constant") {
    const op = node.op as AstNode;
    return { start: op.start, end: op.end, text: "=" };
  }
  if (node.type !== "Assign" || value.type !== "Call") return undefined;
  if (!["min", "max"].includes(nameOf(value.func as AstNode))) return undefined;
  const target = textOf(site, (node.targets as AstNode[])[0]);
  const args = value.args as AstNode[];
  const others = args.filter((arg) => textOf(site, arg) !== target);
  if (args.length !== 2 || others.length !== 1 || textOf(site).includes("\n")) return undefined;
  return { start: value.start, end: value.end, text: textOf(site, others[0]) };
}
