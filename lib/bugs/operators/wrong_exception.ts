import { type AstNode, nameOf } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { blocksOf } from "../names_in_scope.ts";
import { atPlace, placeOf, quote, textOf } from "../phrases.ts";
import { raisedError } from "../raised_error.ts";

/** Errors that are taken for each other; none is a subclass of its partner. */
const MISTAKEN: Readonly<Record<string, string>> = {
  ArithmeticError: "ValueError",
  IndexError: "KeyError",
  KeyError: "IndexError",
  LookupError: "ValueError",
  NotImplementedError: "TypeError",
  OverflowError: "ValueError",
  RuntimeError: "ValueError",
  TypeError: "ValueError",
  ZeroDivisionError: "ValueError",
};

/** What the whole of a check suggests, the first that fits. */
const SUGGESTED: readonly (readonly [RegExp, string])[] = [
  [/\b0 <= [\w.]+ < len\(/, "IndexError"],
  [/\bnot isinstance\(/, "TypeError"],
  [/\band\b|\bor\b/, ""],
  [/\bnot in (?:[\w.]+(?: |$)|\(["'])/, "KeyError"],
  [/^not [\w.]*s$|^len\([^()]*\) < [\dA-Z]/, "IndexError"],
  [/^len\([^()]*\) != |^not (?:all\()?math\.isfinite\([^()]*\)/, "TypeError"],
  [/^(?!.*(?:\blen\(|\bint\(|%)).* == 0(?:\.0)?$/, "ZeroDivisionError"],
  [/ is None$/, "RuntimeError"],
  [/^abs\([^()]*\) <=? /, "ArithmeticError"],
];

/** Raises an error of another class than callers catch. */
export const wrongException: MutantOperator = {
  name: "wrong_exception",
  family: "error_handling",
  summary: "Raises another built-in error.",
  example: {
    before: 'if name not in masses:\n    raise ValueError("unknown element")',
    after: 'if name not in masses:\n    raise KeyError("unknown element")',
  },
  // The way into a `raise` ends at the block that holds it.
  mutate(site) {
    return blocksOf(site.node).flat().flatMap((statement) => {
      const error = raisedError(statement);
      const text = error && mistakenFor(nameOf(error), site);
      if (!error || !text) return [];
      const was = quote(textOf(site, statement));
      return [{
        edits: [{ start: error.start, end: error.end, text }],
        ...chooseWords(site, {
          description: [
            `${placeOf(site)} raises \`${text}\` instead of \`${nameOf(error)}\` in ${was}.`,
            `${atPlace(site)}, the error raised is \`${text}\`, where ${was} is right.`,
          ],
          rootCause: [
            `Both errors read well here, but whoever calls expects \`${
              nameOf(error)
            }\`, and \`${text}\` passes by.`,
            `Callers catch \`${
              nameOf(error)
            }\` for this kind of bad input, and \`${text}\` goes past their handlers.`,
          ],
        }),
      }];
    });
  },
};

/**
 * For a bad value the error goes by what its check alone looks at: a key, a place, a divisor, a number of items, the
 * kind of input, a pivot. Nobody takes the plain check of a parameter's range for anything else.
 */
function mistakenFor(name: string, site: MutationSite): string | undefined {
  if (name !== "ValueError") return MISTAKEN[name];
  if (site.node.type !== "If") return "RuntimeError";
  const test = textOf(site, site.node.test as AstNode);
  return SUGGESTED.find(([pattern]) => pattern.test(test))?.[1];
}
