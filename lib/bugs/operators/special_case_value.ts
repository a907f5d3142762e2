import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { atPlace, placeOf, quote, textOf } from "../phrases.ts";

const OTHER_VALUE: Record<string, string> = {
  "0": "1",
  "1": "0",
  "0.0": "1.0",
  "1.0": "0.0",
  "math.inf": "0.0",
  "-math.inf": "0.0",
  "math.pi": "0.0",
};

/** Answers a special case with the wrong fixed value. */
export const specialCaseValue: MutantOperator = {
  name: "special_case_value",
  family: "logic",
  summary: "Returns another fixed value for a special case.",
  example: {
    before: "def sinc(x):\n    if x == 0.0:\n        return 1.0\n    return math.sin(x) / x",
    after: "def sinc(x):\n    if x == 0.0:\n        return 0.0\n    return math.sin(x) / x",
  },
  mutate(site) {
    const parent = site.ancestors.at(-1);
    if (site.node.type !== "Return" || parent?.type !== "If") return [];
    const value = site.node.value as AstNode | null;
    const was = value ? textOf(site, value) : "";
    const now = OTHER_VALUE[was];
    if (!value || !now) return [];
    const place = placeOf(site);
    const test = quote(textOf(site, parent.test as AstNode));
    return [{
      edits: [{ start: value.start, end: value.end, text: now }],
      ...chooseWords(site, {
        description: [
          `${place} answers the case ${test} with \`${now}\`; the value there is \`${was}\`.`,
          `${atPlace(site)}, the fixed result \`${now}\` for ${test} is wrong and has to be \`${was}\`.`,
        ],
        rootCause: [
          `The case ${test} is split off because it has a value of its own, and the one put there does not belong to it.`,
          `A limiting case such as ${test} has to be worked out on its own, and \`${now}\` is what one writes by habit.`,
        ],
      }),
    }];
  },
};
