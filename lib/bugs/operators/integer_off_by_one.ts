import type { AstNode } from "../../core/ast.ts";
import { nameOf } from "../../core/ast.ts";
import { walk } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { assignedNames } from "../names_in_scope.ts";
import { isNumericalSetting, numberOf } from "../numbers.ts";
import { atPlace, contrast, placeOf, quote } from "../phrases.ts";
import { functionAround, isArgumentOf, isInSubscript, isInWhileTest } from "../surroundings.ts";

const DULL_CALLS = ["range", "round", "enumerate", "zfill", "field"];

/** Writes a small integer one too large or too small. Indices, ranges and exponents have operators of their own. */
export const integerOffByOne: MutantOperator = {
  name: "integer_off_by_one",
  family: "constant",
  summary: "Changes an integer below 50 by one.",
  example: { before: "order = 4", after: "order = 3" },
  mutate(site) {
    const { node, source } = site;
    const literal = numberOf(node, source);
    if (literal?.kind !== "int" || literal.value >= 50) return [];
    if (isInSubscript(site) || isArgumentOf(site, DULL_CALLS) || isInWhileTest(site)) return [];
    if (isNumericalSetting(site, literal) || hasOwnOperator(site)) return [];
    return [literal.value - 1, literal.value + 1].filter((value) => isPlausible(value, site)).map((value) => {
      const edits = [{ start: node.start, end: node.end, text: String(value) }];
      const parent = site.ancestors.at(-1)!;
      const { was, now } = contrast(site, edits, parent.start < 0 ? node : parent);
      const place = placeOf(site);
      const size = value > literal.value ? "large" : "small";
      const number = quote(literal.text);
      const wrong = quote(String(value));
      return {
        edits,
        ...chooseWords(site, {
          description: [
            `${place} has ${wrong} in ${now}, and the integer has to be ${number}.`,
            `${atPlace(site)}, the ${wrong} in ${now} is one too ${size}.`,
            `${place} writes ${now} for ${was}, with an integer that is one too ${size}.`,
          ],
          rootCause: [
            `First and last, or the items and the steps between them, are counted by numbers that differ by one, and this one has to be ${number}.`,
            `A small whole number seldom explains itself, so ${wrong} for ${number} draws no attention in reading.`,
            `Counting from zero in one place and from one in another leaves a number that is one too ${size}, here ${wrong}.`,
          ],
        }),
      };
    });
  },
};

function hasOwnOperator(site: MutationSite): boolean {
  const parent = site.ancestors.at(-1)!;
  const op = (parent.op as AstNode | undefined)?.type ?? "";
  if (parent.type === "UnaryOp" || parent.type === "Dict") return true;
  if (parent.type === "BinOp" && ["Pow", "Mod"].includes(op) && parent.right === site.node) return true;
  if (parent.type === "AugAssign") return true;
  return isAccumulatorStart(site, parent);
}

function isAccumulatorStart(site: MutationSite, parent: AstNode): boolean {
  const scope = functionAround(site);
  if (parent.type !== "Assign" || !scope) return false;
  const names = assignedNames(parent);
  return [...walk(scope)].some(({ node }) =>
    node.type === "AugAssign" && names.includes(nameOf(node.target as AstNode))
  );
}

/** No negative counts, no product with 0 or 1, no division by 0. */
function isPlausible(value: number, { ancestors }: MutationSite): boolean {
  const op = (ancestors.at(-1)!.op as AstNode | undefined)?.type ?? "";
  if (value < 0) return false;
  if (["Mult", "Div", "FloorDiv"].includes(op)) return value > 1;
  return !(["Add", "Sub"].includes(op) && value === 0);
}
