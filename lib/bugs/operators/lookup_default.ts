import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { contrast, placeOf, quote, textOf } from "../phrases.ts";

const OTHERS: Readonly<Record<string, string>> = { "0": "1", "1": "0", "0.0": "1.0", "1.0": "0.0" };

/** Takes another value for what is not in a table: `counts.get(key, 1)` for `counts.get(key, 0)`. */
export const lookupDefault: MutantOperator = {
  name: "lookup_default",
  family: "data",
  summary: "Swaps 0 and 1 as the value that get(), setdefault() or pop() gives for a missing key.",
  example: {
    before: "counts[word] = counts.get(word, 0) + 1",
    after: "counts[word] = counts.get(word, 1) + 1",
  },
  mutate(site) {
    const { node } = site;
    const called = node.func as AstNode | undefined;
    if (node.type !== "Call" || called?.type !== "Attribute") return [];
    if (!["get", "setdefault", "pop"].includes(String(called.attr))) return [];
    const [key, given, ...more] = node.args as AstNode[];
    if (!key || !given || more.length > 0) return [];
    const text = textOf(site, given);
    const other = Object.hasOwn(OTHERS, text) ? OTHERS[text]! : undefined;
    if (other === undefined) return [];
    const edits = [{ start: given.start, end: given.end, text: other }];
    const { was, now } = contrast(site, edits);
    return [{
      edits,
      description: `${placeOf(site)} starts from ${now} instead of ${was} where ${
        quote(textOf(site, key))
      } is not there yet.`,
      rootCause:
        `A key that was never seen stands for \`${text}\`; with another default every first entry is off by one.`,
    }];
  },
};
