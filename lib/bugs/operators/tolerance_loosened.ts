import type { MutantOperator } from "../../core/operator.ts";
import { labelOf, numberOf } from "../numbers.ts";
import { placeOf, quote } from "../phrases.ts";

const LEAST_DIGITS = 6;

/** Stops too early: `TOLERANCE = 1e-2` for `TOLERANCE = 1e-12`. */
export const toleranceLoosened: MutantOperator = {
  name: "tolerance_loosened",
  family: "numerics",
  summary: "Makes a tolerance so large that it shows in the result.",
  example: { before: "TOLERANCE = 1e-12", after: "TOLERANCE = 1e-2" },
  mutate(site) {
    const { node, source } = site;
    const literal = numberOf(node, source);
    const exponent = Number(/^1(?:\.0?)?[eE]-(\d+)$/.exec(literal?.text ?? "")?.[1] ?? 0);
    if (!literal || exponent < LEAST_DIGITS) return [];
    const label = labelOf(site);
    const isLimit = site.ancestors.at(-1)?.type === "Compare" || /tol|eps|accuracy|precision/i.test(label);
    if (!isLimit) return [];
    const now = literal.text.replace(/\d+$/, "2");
    const what = label ? `sets ${quote(label)} to` : "stops at";
    return [{
      edits: [{ start: node.start, end: node.end, text: now }],
      description: `${placeOf(site)} ${what} \`${now}\` instead of \`${literal.text}\`.`,
      rootCause:
        "A tolerance is often loosened while one debugs and then left so: values that clearly differ count as equal.",
    }];
  },
};
