import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { bindingNeeded } from "../parentheses.ts";
import { atPlace, contrast, placeOf, textOf } from "../phrases.ts";
import { isInGuard } from "../surroundings.ts";

const OPPOSITE: Readonly<Record<string, string>> = { Lt: ">=", LtE: ">", Gt: "<=", GtE: "<" };
const OR_BINDING = 3;
const EACH_FINITE = /^all\(math\.isfinite\([\w.]+\) for /;

/** Lets NaN through a check: every comparison with it is false, so `x <= 0.0` is not `not x > 0.0`. */
export const nanAccepted: MutantOperator = {
  name: "nan_accepted",
  family: "error_handling",
  summary: "Turns a check for a range or for finite values around, so that NaN passes it.",
  example: {
    before: 'if not 0.0 < t < math.inf:\n    raise ValueError("time")',
    after: 'if t <= 0.0 or t >= math.inf:\n    raise ValueError("time")',
  },
  mutate(site) {
    const { node } = site;
    if (node.type !== "UnaryOp" || (node.op as AstNode).type !== "Not" || !isInGuard(site)) return [];
    const text = positiveForm(node.operand as AstNode, site);
    if (!text || textOf(site).includes("#")) return [];
    const edits = [{ start: node.start, end: node.end, text }];
    const { was, now } = contrast(site, edits);
    return [{
      edits,
      ...chooseWords(site, {
        description: [
          `${placeOf(site)} tests ${now} instead of ${was}, so that NaN is not rejected.`,
          `${atPlace(site)}, the check ${now} lets NaN through, which ${was} does not.`,
        ],
        rootCause: [
          `The two conditions agree for every number, and NaN is none: for ${was} it is bad input, and it passes the other form.`,
          `A condition for bad input has to name all of it, and ${now} has no word for NaN, of which every comparison is false.`,
        ],
      }),
    }];
  },
};

function positiveForm(operand: AstNode, site: MutationSite): string | undefined {
  if (operand.type === "Compare") return negatedComparison(operand, site);
  const text = textOf(site, operand);
  if (operand.type !== "Call" || text.includes("\n")) return undefined;
  if (/^math\.isfinite\([^()]*\)$/.test(text)) return text.replace("isfinite", "isinf");
  return EACH_FINITE.test(text) ? text.replace("all(math.isfinite", "any(math.isinf") : undefined;
}

function negatedComparison(compare: AstNode, site: MutationSite): string | undefined {
  const operands = [compare.left, ...compare.comparators as AstNode[]] as AstNode[];
  const ops = (compare.ops as AstNode[]).map(({ type }) => OPPOSITE[type]);
  // A single comparison is turned around by `nan_check_lost`.
  if (ops.length !== 2 || ops.some((op) => !op) || textOf(site, compare).includes("\n")) return undefined;
  // Of other checks one cannot know that NaN was thought of, and whole numbers are never NaN.
  if (!operands.some((operand) => /^-?math\.inf$/.test(textOf(site, operand)))) return undefined;
  const [first, second, third] = operands.map((operand) => textOf(site, operand));
  if (!["Name", "Attribute", "Subscript"].includes(operands[1]!.type)) return undefined;
  const turned = { ">=": "<=", ">": "<", "<=": ">=", "<": ">" }[ops[0]!]!;
  const text = `${second} ${turned} ${first} or ${second} ${ops[1]} ${third}`;
  return bindingNeeded(site) > OR_BINDING + 1 ? `(${text})` : text;
}
