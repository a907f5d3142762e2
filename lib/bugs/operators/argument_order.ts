import type { AstNode } from "../../core/ast.ts";
import { nameOf } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { isNumber } from "../numbers.ts";
import { atPlace, contrast, placeOf, quote, textOf } from "../phrases.ts";
import { signatureOf } from "../signatures.ts";

const ORDERED_BUILTINS = ["atan2", "pow", "copysign", "comb", "perm"];

const LONGEST_ARGUMENT = 32;

/** Passes two neighbouring arguments of the same type in the wrong order. */
export const argumentOrder: MutantOperator = {
  name: "argument_order",
  family: "argument",
  summary: "Swaps two neighbouring positional arguments of a call.",
  example: { before: "angle = math.atan2(y, x)", after: "angle = math.atan2(x, y)" },
  mutate(site) {
    const { node } = site;
    if (node.type !== "Call") return [];
    const args = node.args as AstNode[];
    return args.slice(1).flatMap((second, at) => {
      const first = args[at]!;
      if (!isSwappable(first, second, site) || !areOfSameType(at, site)) return [];
      const edits = [
        { start: first.start, end: first.end, text: textOf(site, second) },
        { start: second.start, end: second.end, text: textOf(site, first) },
      ];
      const { was, now } = contrast(site, edits);
      const place = placeOf(site);
      const [a, b] = [quote(textOf(site, first)), quote(textOf(site, second))];
      return [{
        edits,
        ...chooseWords(site, {
          description: [
            `${place} passes ${b} before ${a} in ${now}; the call has to be ${was}.`,
            `${atPlace(site)}, the arguments ${a} and ${b} of the call ${now} have changed places.`,
          ],
          rootCause: [
            `Positional arguments are matched by order alone, so ${a} arrives under the parameter that is there for ${b}, and the reverse.`,
            `The call takes two values of the same type in a row, and nothing in its text shows that ${b} must not come before ${a}.`,
          ],
        }),
      }];
    });
  },
};

function isSwappable(first: AstNode, second: AstNode, site: MutationSite): boolean {
  const pair = [first, second];
  if (
    pair.some((arg) =>
      ["Starred", "Constant", "Tuple", "Lambda", "GeneratorExp", "JoinedStr"].includes(arg.type)
    )
  ) {
    return false;
  }
  if (pair.some((arg) => isNumber(arg, site.source) || /[\n#]/.test(textOf(site, arg)))) return false;
  if (pair.some((arg) => textOf(site, arg).length > LONGEST_ARGUMENT)) return false;
  return textOf(site, first) !== textOf(site, second);
}

function areOfSameType(at: number, site: MutationSite): boolean {
  const signature = signatureOf(site.node, site);
  if (!signature) {
    const called = nameOf(site.node.func as AstNode);
    return ORDERED_BUILTINS.includes(called);
  }
  const [first, second] = [signature[at], signature[at + 1]];
  return first !== undefined && second !== undefined && first.annotation === second.annotation;
}
