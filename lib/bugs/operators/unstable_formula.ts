import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import { bindingNeeded, bindingOf } from "../parentheses.ts";
import { contrast, placeOf, textOf } from "../phrases.ts";

const LOSES_DIGITS =
  "The two agree on paper; for small arguments the sum or difference with one loses the digits " +
  "that count.";

/** Writes out what a library function computes without loss of digits: `math.exp(x) - 1.0` for `math.expm1(x)`. */
export const unstableFormula: MutantOperator = {
  name: "unstable_formula",
  family: "numerics",
  summary: "Writes expm1, log1p or erfc out by the textbook formula.",
  example: { before: "growth = math.expm1(rate)", after: "growth = math.exp(rate) - 1.0" },
  mutate(site) {
    const { node } = site;
    if (node.type !== "Call" || (node.keywords as AstNode[]).length > 0) return [];
    const parts = node.args as AstNode[];
    if (parts.some((part) => part.type === "Starred" || /[\n#]/.test(textOf(site, part)))) return [];
    const args = parts.map((part) => bindingOf(part) < 11 ? `(${textOf(site, part)})` : textOf(site, part));
    const plain = writtenOut(textOf(site, node.func as AstNode), args, site);
    if (!plain) return [];
    const edits = [{ start: node.start, end: node.end, text: plain }];
    const { was, now } = contrast(site, edits);
    return [{
      edits,
      description: `${placeOf(site)} computes ${now}, the textbook form of ${was}.`,
      rootCause: LOSES_DIGITS,
    }];
  },
};

function writtenOut(name: string, args: readonly string[], site: MutationSite): string | undefined {
  // A sum binds less than what may stand around the call.
  const grouped = (sum: string) =>
    bindingNeeded(site) > 11 || site.ancestors.at(-1)?.type === "UnaryOp" ? `(${sum})` : sum;
  if (args.length !== 1) return undefined;
  if (name === "math.expm1") return grouped(`math.exp(${args[0]}) - 1.0`);
  if (name === "math.erfc") return grouped(`1.0 - math.erf(${args[0]})`);
  return name === "math.log1p" ? `math.log(1.0 + ${args[0]})` : undefined;
}
