import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { isNumber } from "../numbers.ts";
import { atPlace, contrast, placeOf, quote, textOf } from "../phrases.ts";
import { signatureOf } from "../signatures.ts";

/** Exchanges the values of two neighbouring keyword arguments of the same type. */
export const keywordValuesSwapped: MutantOperator = {
  name: "keyword_values_swapped",
  family: "argument",
  summary: "Exchanges the values of two neighbouring keyword arguments.",
  example: {
    before: "def box(low: float, high: float):\n    return high - low\n\n\nw = box(low=a, high=b)",
    after: "def box(low: float, high: float):\n    return high - low\n\n\nw = box(low=b, high=a)",
  },
  mutate(site) {
    const { node, source } = site;
    if (node.type !== "Call") return [];
    const keywords = (node.keywords as AstNode[]).filter((keyword) => keyword.arg !== null);
    if (keywords.length < 2) return [];
    const annotations = new Map(signatureOf(node, site)?.map(({ name, annotation }) => [name, annotation]));
    return keywords.slice(1).flatMap((keyword, at) => {
      const names = [keywords[at]!, keyword].map((each) => String(each.arg));
      const [a, b] = [keywords[at]!.value as AstNode, keyword.value as AstNode];
      const types = names.map((name) => annotations.get(name));
      if (types[0] === undefined || types[0] !== types[1]) return [];
      const [first, second] = [textOf(site, a), textOf(site, b)];
      if (first === second || isNumber(a, source) || isNumber(b, source)) return [];
      if ([a, b].some((value) => value.type === "Constant") || /[\n#]/.test(first + second)) return [];
      const edits = [{ start: a.start, end: a.end, text: second }, {
        start: b.start,
        end: b.end,
        text: first,
      }];
      const { was, now } = contrast(site, edits);
      const place = placeOf(site);
      const [one, other] = names.map((name) => quote(name));
      return [{
        edits,
        ...chooseWords(site, {
          description: [
            `${place} calls ${now} and has to call ${was}.`,
            `${atPlace(site)}, ${one} has the value of ${other} and the reverse in ${now}.`,
          ],
          rootCause: [
            `Values of the same type fit under either keyword, so nothing objects when ${one} and ${other} trade theirs.`,
            `Both ${one} and ${other} are given, each with a value that the call does contain, and only the pairing is wrong.`,
          ],
        }),
      }];
    });
  },
};
