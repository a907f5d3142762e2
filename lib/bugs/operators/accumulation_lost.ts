import type { AstNode } from "../../core/ast.ts";
import { nameOf } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import type { SpanEdit } from "../../core/span_edit.ts";
import { chooseWords } from "../choose_words.ts";
import { atPlace, contrast, placeOf, quote, textOf } from "../phrases.ts";
import { drivesWhile, namesIn } from "../surroundings.ts";

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
    const place = placeOf(site);
    const isOwn = namesIn(site.node.value as AstNode).includes(
      textOf(site, targets?.[0] ?? site.node.target as AstNode),
    );
    return [{
      edits: [edit],
      ...chooseWords(site, {
        description: [
          `${place} assigns ${target} afresh in every pass of its loop: ${now} takes the place of the update ${was}.`,
          `${
            atPlace(site)
          }, ${now} replaces the value that ${target} has from the passes before; the update has to be ${was}.`,
        ],
        rootCause: [
          isOwn
            ? `The plain assignment leaves out the term ${target} itself, which the update has to start from.`
            : `${target} has to carry its value from one pass to the next, and a plain assignment keeps only what the last pass put there.`,
          `A running value that is overwritten still ends with a value of the right kind, so ${target} shows the loss only when it is compared with what all passes give together.`,
        ],
      }),
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
