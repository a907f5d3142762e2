import type { AstNode } from "../../core/ast.ts";
import { isNode, nameOf, walk } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { numberOf } from "../numbers.ts";
import { parametersOf } from "../names_in_scope.ts";
import { atPlace, contrast, placeOf, quote, textOf } from "../phrases.ts";
import { contains, functionAround } from "../surroundings.ts";

const ARITHMETIC = /^(?:Add|Sub|Mult|Div|Pow|Mod)$/;
const ORDER = /^(?:Lt|LtE|Gt|GtE)$/;

/** Takes zero for a value that was not given: `if not start` for `if start is None`. */
export const zeroAsMissing: MutantOperator = {
  name: "zero_as_missing",
  family: "data",
  summary: "Asks whether a number is true instead of whether it is None.",
  example: {
    before: "def lag(t, t0=None):\n    start = 5.0 if t0 is None else t0\n    return t - t0",
    after: "def lag(t, t0=None):\n    start = 5.0 if not t0 else t0\n    return t - t0",
  },
  mutate(site) {
    const { node, ancestors } = site;
    const [op, ...more] = (node.type === "Compare" ? node.ops : []) as AstNode[];
    if (!op || more.length > 0 || !["Is", "IsNot"].includes(op.type)) return [];
    if (textOf(site, (node.comparators as AstNode[])[0]!) !== "None") return [];
    const value = node.left as AstNode;
    if (ancestors.at(-1)!.type === "UnaryOp" || !isOptionalInput(value, site)) return [];
    if (!isNumeric(nameOf(value), site) || mustBePositive(nameOf(value), site)) return [];
    const text = textOf(site, value);
    const edits = [{ start: node.start, end: node.end, text: op.type === "Is" ? `not ${text}` : text }];
    const { was, now } = contrast(site, edits);
    const name = quote(text);
    return [{
      edits,
      ...chooseWords(site, {
        description: [
          `${
            placeOf(site)
          } tests ${now} where ${was} is meant, so that zero given for ${name} counts as not given.`,
          `${atPlace(site)}, the condition ${now} cannot tell zero for ${name} from None, which ${was} can.`,
        ],
        rootCause: [
          `Zero is as false as None in Python, and zero is a perfectly good value of ${name}.`,
          `The short test reads well and holds for every number in ${name} but zero, which is the case that one does not think of.`,
        ],
      }),
    }];
  },
};

/** Whether a value comes from outside: an attribute or a parameter; a local variable is None for a reason. */
function isOptionalInput(value: AstNode, site: MutationSite): boolean {
  const scope = functionAround(site);
  if (!scope || value.type === "Attribute") return scope !== undefined;
  return value.type === "Name" && parametersOf(scope).some(({ arg }) => arg === value.id);
}

/** Whether the module compares a value with zero as one that has to be positive, except below the very test. */
function mustBePositive(name: string, { ancestors, node, source }: MutationSite): boolean {
  const own = ancestors.findLast(({ type }) => type === "If");
  return [...walk(ancestors[0]!)].some(({ node: other }) => {
    if (other.type !== "Compare" || (own && own.test === node && contains(own, other))) return false;
    const sides = [other.left as AstNode, ...other.comparators as AstNode[]];
    return (other.ops as AstNode[]).some(({ type }, at) => {
      const [less, more] = type === "Lt" ? [sides[at]!, sides[at + 1]!] : [sides[at + 1]!, sides[at]!];
      const isStrict = type === "Lt" || type === "Gt" || type === "LtE";
      return isStrict && nameOf(more) === name && numberOf(less, source)?.value === 0;
    });
  });
}

/** Whether a variable or attribute is annotated as a number or, where it has no annotation, computed with. */
function isNumeric(name: string, site: MutationSite): boolean {
  const scope = functionAround(site);
  if (name === "" || !scope) return false;
  const known = annotationOf(name, scope, site) ?? annotationOf(name, site.ancestors[0]!, site);
  if (known !== undefined) {
    return /\b(?:float|int|complex)\b/.test(known) && !/\[(?!float|int)\w+\[/.test(known);
  }
  return [...walk(scope)].some(({ node }) => {
    if (node.type === "BinOp" && ARITHMETIC.test((node.op as AstNode).type)) {
      return [node.left, node.right].some((side) => nameOf(side as AstNode) === name);
    }
    return node.type === "Compare" && ORDER.test((node.ops as AstNode[])[0]!.type) &&
      [node.left as AstNode, ...node.comparators as AstNode[]].some((side) => nameOf(side) === name);
  });
}

function annotationOf(name: string, within: AstNode, site: MutationSite): string | undefined {
  for (const { node } of walk(within)) {
    const isIt = node.type === "arg"
      ? node.arg === name
      : node.type === "AnnAssign" && nameOf(node.target as AstNode) === name;
    if (isIt && isNode(node.annotation)) return textOf(site, node.annotation);
  }
  return undefined;
}
