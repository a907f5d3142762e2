import type { AstNode } from "../../core/ast.ts";
import { nameOf } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import type { SpanEdit } from "../../core/span_edit.ts";
import { chooseWords } from "../choose_words.ts";
import { numberOf } from "../numbers.ts";
import { atPlace, contrast, placeOf, textOf } from "../phrases.ts";
import { isRefusedAnyway } from "../refused_anyway.ts";
import { isInGuard } from "../surroundings.ts";

/** Lets bad input through an `if ...: raise`: the condition still looks like a check. */
export const guardWeakened: MutantOperator = {
  name: "guard_weakened",
  family: "error_handling",
  summary: "Weakens the condition of an `if ...: raise` so that some bad input passes.",
  example: {
    before: 'if len(x) != len(y):\n    raise ValueError("lengths differ")',
    after: 'if len(x) < len(y):\n    raise ValueError("lengths differ")',
  },
  mutate(site) {
    if (!isInGuard(site) || isRefusedAnyway(site.node, site)) return [];
    const edits = site.node.type === "Compare"
      ? weakerComparisons(site)
      : site.node.type === "UnaryOp"
      ? weakerNegations(site)
      : [];
    return edits.map((edit) => {
      const { was, now } = contrast(site, [edit]);
      const place = placeOf(site);
      return {
        edits: [edit],
        ...chooseWords(site, {
          description: [
            `${place} rejects input only where ${now}; it has to do so wherever ${was}.`,
            `${atPlace(site)}, the check ${now} lets through input that ${was} refuses.`,
          ],
          rootCause: [
            missedBy(edit),
            `The condition ${now} covers the kind of bad input that comes to mind first, and the other kind gets past it.`,
          ],
        }),
      };
    });
  },
};

/** What bad input a weaker condition lets through. */
function missedBy({ text }: SpanEdit): string {
  if (text === "<" || text === ">") {
    return "A size that differs in the other direction passes the check and goes on into the code behind it.";
  }
  if (text === "==") {
    return "Zero is the invalid value that one thinks of first, and negative ones are not refused.";
  }
  return text.endsWith("is None")
    ? "What is empty is as invalid here as what is missing, and a test for `None` sees only the latter."
    : "Infinite values are as unusable here as NaN, and a test for NaN alone lets them pass.";
}

function weakerComparisons({ node, source }: MutationSite): SpanEdit[] {
  const [op, ...more] = node.ops as AstNode[];
  const right = (node.comparators as AstNode[])[0]!;
  if (more.length > 0) return [];
  const replaceOp = (text: string) => ({ start: op!.start, end: op!.end, text });
  const isZero = numberOf(right, source)?.value === 0;
  if (op!.type === "NotEq" && isSize(node.left as AstNode)) {
    // A set has never more items than what it was made of.
    if (isSize(node.left as AstNode, "set")) return [replaceOp(">")];
    return isSize(right, "set") ? [replaceOp("<")] : [replaceOp("<"), replaceOp(">")];
  }
  if (op!.type === "LtE" && isZero) return [replaceOp("==")];
  return [];
}

/** Whether a node is `len(...)`, of a set where that is asked. */
function isSize(node: AstNode, of?: "set"): boolean {
  if (node.type !== "Call" || nameOf(node.func as AstNode) !== "len") return false;
  const [items] = node.args as AstNode[];
  return of === undefined || (items?.type === "Call" && nameOf(items.func as AstNode) === of);
}

function weakerNegations(site: MutationSite): SpanEdit[] {
  const { node } = site;
  const operand = node.operand as AstNode;
  if ((node.op as AstNode).type !== "Not") return [];
  const text = textOf(site, operand);
  const replaceAll = (now: string) => [{ start: node.start, end: node.end, text: now }];
  if (operand.type === "Name" && !text.startsWith("is_")) return replaceAll(`${text} is None`);
  if (text.startsWith("math.isfinite(") && operand.type === "Call") {
    return replaceAll(text.replace("isfinite", "isnan"));
  }
  return [];
}
