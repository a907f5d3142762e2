import type { AstNode } from "../../core/ast.ts";
import { nameOf } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import type { SpanEdit } from "../../core/span_edit.ts";
import { numberOf } from "../numbers.ts";
import { contrast, placeOf, textOf } from "../phrases.ts";
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
    if (!isInGuard(site)) return [];
    const edits = site.node.type === "Compare"
      ? weakerComparisons(site)
      : site.node.type === "UnaryOp"
      ? weakerNegations(site)
      : [];
    return edits.map((edit) => {
      const { was, now } = contrast(site, [edit]);
      return {
        edits: [edit],
        description: `${placeOf(site)} rejects input only where ${now}; it has to reject it where ${was}.`,
        rootCause:
          "The check was written for the bad input that came to mind first, and some other bad input gets past it.",
      };
    });
  },
};

function weakerComparisons({ node, source }: MutationSite): SpanEdit[] {
  const [op, ...more] = node.ops as AstNode[];
  const right = (node.comparators as AstNode[])[0]!;
  if (more.length > 0) return [];
  const replaceOp = (text: string) => ({ start: op!.start, end: op!.end, text });
  const isZero = numberOf(right, source)?.value === 0;
  if (op!.type === "NotEq" && isComparedSize(node.left as AstNode)) return [replaceOp("<"), replaceOp(">")];
  if (op!.type === "LtE" && isZero) return [replaceOp("==")];
  return [];
}

function isComparedSize(node: AstNode): boolean {
  return node.type === "Call" && nameOf(node.func as AstNode) === "len";
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
