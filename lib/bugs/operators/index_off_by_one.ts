import type { AstNode } from "../../core/ast.ts";
import { nameOf, walk } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { targetNames } from "../names_in_scope.ts";
import { numberOf } from "../numbers.ts";
import { atPlace, contrast, placeOf, quote, textOf } from "../phrases.ts";
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
      const place = placeOf(site);
      const sequence = quote(base);
      return {
        edits,
        ...chooseWords(site, {
          description: [
            `${place} uses ${now}, a neighbour of the element needed, ${was}.`,
            `${atPlace(site)}, the index in ${now} is off by one; the element needed is ${was}.`,
          ],
          rootCause: [
            `Counting from zero in code and from one on paper shifts an index into ${sequence} by exactly one place.`,
            `An index into ${sequence} that is off by one mostly still points at an element, so the slip shows in the values and not as an error.`,
            `Adjacent elements of ${sequence} differ in their position alone, and the line reads just as sensibly with the wrong one.`,
          ],
        }),
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
