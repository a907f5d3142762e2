import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { groupedSpan } from "../parentheses.ts";
import { atPlace, contrast, placeOf, quote, textOf } from "../phrases.ts";
import { signatureOf } from "../signatures.ts";

/** Does not pass on an argument that has a default. */
export const argumentDropped: MutantOperator = {
  name: "argument_dropped",
  family: "argument",
  summary: "Drops the last argument of a call where a default takes its place.",
  example: {
    before: "def area(r, scale=1.0):\n    return scale * r ** 2\n\n\na = area(r, 3.0)",
    after: "def area(r, scale=1.0):\n    return scale * r ** 2\n\n\na = area(r)",
  },
  mutate(site) {
    const { node, source } = site;
    if (node.type !== "Call") return [];
    const keywords = node.keywords as AstNode[];
    const args = node.args as AstNode[];
    const all = [...args, ...keywords];
    const last = all.at(-1);
    if (!last || all.length < 2 || last.type === "Starred") return [];
    const parameters = signatureOf(node, site) ?? [];
    const parameter = last.type === "keyword"
      ? parameters.find(({ name }) => name === last.arg)
      : parameters[args.length - 1];
    const isReverse = last.type === "keyword" && ["reverse", "start"].includes(String(last.arg));
    if (!parameter?.hasDefault && !isReverse) return [];
    const before = all.at(-2)!;
    const start = groupedSpan(before, source).end;
    const end = groupedSpan(last, source).end;
    if (/[\n#]/.test(source.slice(start, end))) return [];
    const edits = [{ start, end, text: "" }];
    const { was, now } = contrast(site, edits);
    const name = parameter?.name ?? String(last.arg);
    const place = placeOf(site);
    const left = quote(textOf(site, last));
    return [{
      edits,
      ...chooseWords(site, {
        description: [
          `${place} calls ${now} without ${left}, which ${was} passes on.`,
          `${atPlace(site)}, the call ${now} stops short of the argument ${left}.`,
        ],
        rootCause: [
          `\`${name}\` has a default, so the shorter call runs without complaint and works with that default.`,
          `An argument that may be left out is easily forgotten, and \`${name}\` then has its default whatever the caller knows about it.`,
        ],
      }),
    }];
  },
};
