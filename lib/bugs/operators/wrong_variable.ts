import { nameOf, walk } from "../../core/ast.ts";
import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { boundNames, isTarget, parametersOf } from "../names_in_scope.ts";
import { atPlace, contrast, placeOf, quote, spotOf } from "../phrases.ts";
import { mostSimilar } from "../similar_names.ts";
import { functionAround, isInGuard, isInWhileTest, isTwin } from "../surroundings.ts";

const STATEMENT = /^(?:Assign|AugAssign|AnnAssign|Return|Expr|If|For|While|Assert|FunctionDef)$/;

/** Reads another variable of the function with a similar name. */
export const wrongVariable: MutantOperator = {
  name: "wrong_variable",
  family: "argument",
  summary: "Reads a variable of the same scope that is easily taken for the right one.",
  example: { before: "def f(x0, x1):\n    return 2.0 * x1", after: "def f(x0, x1):\n    return 2.0 * x0" },
  mutate(site) {
    const { node } = site;
    if (node.type !== "Name" || isTarget(site)) return [];
    const parent = site.ancestors.at(-1)!;
    const isCalled = parent.type === "Call" && parent.func === node;
    if (isCalled || isInGuard(site) || isInWhileTest(site)) return [];
    const bound = boundNames(site);
    const name = nameOf(node);
    if (!bound.includes(name)) return [];
    const others = bound.filter((other) => haveSameType(name, other, site));
    const text = mostSimilar(name, others);
    if (!text || isTwin(text, site) || !isFirstUse(site)) return [];
    const edits = [{ start: node.start, end: node.end, text }];
    const around = ["BinOp", "Call", "Subscript", "Compare"].includes(parent.type) ? parent : node;
    const { now } = contrast(site, edits, around);
    const place = placeOf(site);
    const [wrong, right] = [quote(text), quote(name)];
    return [{
      edits,
      ...chooseWords(site, {
        description: [
          `${place} reads ${wrong}${now === wrong ? "" : ` in ${now}`}, and the variable needed is ${right}.`,
          `${atPlace(site)}, ${now} uses ${wrong} for ${right}${spotOf(site)}.`,
          now === wrong
            ? `${place} takes the value of ${wrong} where that of ${right} is called for.`
            : `${place} has ${now}, in which ${wrong} stands in the place of ${right}.`,
        ],
        rootCause: [
          `Both ${wrong} and ${right} are in scope here, and their names are close enough to be taken for each other.`,
          `A line with ${wrong} runs as well as one with ${right}, so the confusion shows only in what it computes.`,
          `Similar names stand for different quantities in this function, and ${wrong} was written or completed where ${right} belongs.`,
        ],
      }),
    }];
  },
};

function haveSameType(name: string, other: string, site: MutationSite): boolean {
  const annotations = new Map(
    parametersOf(functionAround(site)!).map((parameter) => {
      const annotation = parameter.annotation as AstNode | null;
      return [String(parameter.arg), annotation ? site.source.slice(annotation.start, annotation.end) : ""];
    }),
  );
  const [one, two] = [annotations.get(name), annotations.get(other)];
  return one === undefined || two === undefined || one === two;
}

/** One use in a statement is enough: the others would make the same bug again. */
function isFirstUse({ node, ancestors }: MutationSite): boolean {
  const statement = ancestors.findLast((above) => STATEMENT.test(above.type))!;
  const targets = (statement.targets ?? []) as AstNode[];
  const first = [...walk(statement)].find(({ node: below }) =>
    below.type === "Name" && below.id === node.id && !targets.includes(below)
  );
  return first?.node === node;
}
