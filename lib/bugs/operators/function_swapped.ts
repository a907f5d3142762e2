import type { AstNode } from "../../core/ast.ts";
import { nameOf } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { atPlace, contrast, placeOf, spotOf, textOf } from "../phrases.ts";
import { sisterOf } from "../sister_functions.ts";

/** Calls the sister of a function: cosine for sine, maximum for minimum. */
export const functionSwapped: MutantOperator = {
  name: "function_swapped",
  family: "argument",
  summary: "Calls a function with a similar name or meaning.",
  example: { before: "x = r * math.cos(phi)", after: "x = r * math.sin(phi)" },
  mutate(site) {
    const { node } = site;
    if (node.type !== "Call") return [];
    const called = node.func as AstNode;
    const name = nameOf(called);
    const found = sisterOf(name);
    if (!found || !isAvailable(found.sister, called, site)) return [];
    const edits = [{ start: called.end - name.length, end: called.end, text: found.sister }];
    const { now } = contrast(site, edits);
    const place = placeOf(site);
    return [{
      edits,
      ...chooseWords(site, {
        description: [
          `${place} calls \`${found.sister}\` in ${now}; the function needed is \`${name}\`.`,
          `${atPlace(site)}, the call ${now}${spotOf(site)} has to be one of \`${name}\`.`,
        ],
        rootCause: [
          found.reason,
          `The functions \`${found.sister}\` and \`${name}\` accept the same arguments, so the wrong one of them raises no objection.`,
        ],
      }),
    }];
  },
};

/** A function of an imported module, a builtin, or a name that the module imports itself. */
function isAvailable(sister: string, called: AstNode, site: MutationSite): boolean {
  if (called.type === "Attribute") {
    return /^(?:math|cmath|statistics|bisect|np|numpy)$/.test(textOf(site, called.value as AstNode));
  }
  if (["min", "max"].includes(sister)) return true;
  return new RegExp(`^from [\\w.]+ import [^#]*\\b${sister}\\b`, "m").test(site.source);
}
