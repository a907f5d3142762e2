import type { AstNode } from "../../core/ast.ts";
import { nameOf, walk } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import { targetNames } from "../names_in_scope.ts";
import { numberOf } from "../numbers.ts";
import { contrast, placeOf, quote, textOf } from "../phrases.ts";
import { contains, functionAround, isTwin } from "../surroundings.ts";

/** Reads or writes the neighbour of the right element. */
export const indexOffByOne: MutantOperator = {
  name: "index_off_by_one",
  family: "index",
  summary: "Moves an index by one.",
  example: { before: "slope = (y[i + 1] - y0) / h", after: "slope = (y[i] - y0) / h" },
  mutate(site) {
    const { node } = site;
    if (node.type !== "Subscript") return [];
    const index = node.slice as AstNode;
    const base = textOf(site, node.value as AstNode);
    return otherIndices(index, site).filter((text) => !isTwin(`${base}[${text}]`, site)).map((text) => {
      const edits = [{ start: index.start, end: index.end, text }];
      const { was, now } = contrast(site, edits);
      return {
        edits,
        description: `${placeOf(site)} takes ${now} instead of ${was}: the index is off by one.`,
        rootCause: `The element next to the right one of ${
          quote(textOf(site, node.value as AstNode))
        } is used, as where counting from zero and from one are mixed up.`,
      };
    });
  },
};

function otherIndices(index: AstNode, site: MutationSite): string[] {
  const { source } = site;
  const text = textOf(site, index);
  const literal = numberOf(index, source);
  if (literal) return literal.value === 0 ? ["1"] : [String(literal.value - 1)];
  if (text === "-1") return ["-2"];
  if (text === "-2") return ["-1"];
  if (index.type === "Name" && isCounter(text, site)) {
    // One too far would mostly end in an IndexError; -1 reads the other end in silence.
    return isWritten(site) ? [] : [`${text} - 1`];
  }
  if (index.type === "BinOp" && numberOf(index.right, source)?.value === 1) {
    return [textOf(site, index.left as AstNode)];
  }
  return [];
}

/** Whether a name counts: the letters of indices, or what runs over a range. */
function isCounter(name: string, site: MutationSite): boolean {
  if (/^(?:i|j|k|l|m|n|idx|index|row|col|lo|hi|\w+_index|\w+_idx)$/.test(name)) return true;
  const scope = functionAround(site);
  return scope !== undefined &&
    [...walk(scope)].some(({ node }) =>
      (node.type === "For" || node.type === "comprehension") &&
      targetNames(node.target as AstNode)[0] === name && isRange(node.iter as AstNode)
    );
}

function isRange(node: AstNode): boolean {
  return node.type === "Call" && ["range", "enumerate"].includes(nameOf(node.func as AstNode));
}

function isWritten({ node, ancestors }: MutationSite): boolean {
  const statement = ancestors.findLast((above) => /Assign$/.test(above.type));
  const targets = (statement?.targets ?? [statement?.target]) as AstNode[];
  return targets.some((target) => contains(target, node));
}
