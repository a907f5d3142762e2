import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { assignedNames } from "../names_in_scope.ts";
import { atPlace, placeOf, quote, quoteShort, textOf } from "../phrases.ts";

/** Takes the last statement out of a `for` loop or an `if`: it is indented once too little. */
export const statementDedented: MutantOperator = {
  name: "statement_dedented",
  family: "iteration",
  summary: "Dedents the last statement of a `for` or `if` block out of it.",
  example: {
    before: "for x in xs:\n    y = f(x)\n    total += y",
    after: "for x in xs:\n    y = f(x)\ntotal += y",
  },
  mutate(site) {
    const { node, source, ancestors } = site;
    const parent = ancestors.at(-1);
    if (!parent || !["For", "If"].includes(parent.type) || textOf(site).includes("\n")) return [];
    const body = parent.body as AstNode[];
    const isPlain = assignedNames(node).length > 0 || /Assign$|^Expr$/.test(node.type);
    if (body.length < 2 || body.at(-1) !== node || (parent.orelse as AstNode[]).length > 0 || !isPlain) {
      return [];
    }
    if (ancestors.some((above) => above.type === "While")) return [];
    const indent = lineStart(node, source);
    const outer = /^[ \t]*/.exec(source.slice(source.lastIndexOf("\n", parent.start - 1) + 1))![0];
    if (!/^[ \t]+$/.test(indent) || !indent.startsWith(outer) || indent === outer) return [];
    const isLoop = parent.type === "For";
    const place = placeOf(site);
    const line = quote(textOf(site));
    const head = quoteShort(
      textOf(site, (isLoop ? parent.iter : parent.test) as AstNode),
      isLoop ? "the items" : "the condition",
    );
    return [{
      edits: [{ start: node.start - indent.length + outer.length, end: node.start, text: "" }],
      ...chooseWords(site, {
        description: [
          isLoop
            ? `${place} runs ${line} once after the loop over ${head} and not in each of its passes.`
            : `${place} runs ${line} whether ${head} holds or not.`,
          `${atPlace(site)}, ${line} is indented one level too little and stands outside the ${
            isLoop ? "loop" : "branch"
          } that it belongs to.`,
        ],
        rootCause: [
          isLoop
            ? `Behind the loop over ${head} the statement sees only what the last pass left to it.`
            : `The statement is a part of what has to happen only if ${head} holds, and outside the branch it happens in every case.`,
          `A change of indentation leaves the line itself as it was, so the ${
            isLoop ? "loop over" : "branch for"
          } ${head} has to be read as a whole to notice it.`,
        ],
      }),
    }];
  },
};

function lineStart(node: AstNode, source: string): string {
  return source.slice(source.lastIndexOf("\n", node.start - 1) + 1, node.start);
}
