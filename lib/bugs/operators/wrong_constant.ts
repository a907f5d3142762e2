import type { AstNode } from "../../core/ast.ts";
import { nameOf } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { isNumber } from "../numbers.ts";
import { atPlace, contrast, placeOf, quote, spotOf } from "../phrases.ts";
import { mostSimilar } from "../similar_names.ts";
import { functionAround } from "../surroundings.ts";

/** Reads another constant of the module: the first with a similar name. */
export const wrongConstant: MutantOperator = {
  name: "wrong_constant",
  family: "constant",
  summary: "Reads a wrong constant of the same module.",
  example: {
    before: "K_ON = 2.5\nK_OFF = 0.4\n\n\ndef rate(c):\n    return K_ON * c",
    after: "K_ON = 2.5\nK_OFF = 0.4\n\n\ndef rate(c):\n    return K_OFF * c",
  },
  mutate(site) {
    const { node } = site;
    if (node.type !== "Name" || !functionAround(site)) return [];
    const constants = numericConstants(site);
    const name = nameOf(node);
    if (!constants.includes(name)) return [];
    const text = mostSimilar(name, constants) ?? relatedTo(name, constants);
    if (!text) return [];
    const edits = [{ start: node.start, end: node.end, text }];
    const parent = site.ancestors.at(-1)!;
    const { now } = contrast(site, edits, parent.type === "BinOp" ? parent : node);
    const place = placeOf(site);
    const [wrong, right] = [quote(text), quote(name)];
    return [{
      edits,
      ...chooseWords(site, {
        description: [
          `${place} uses the constant ${wrong}${
            now === wrong ? "" : ` in ${now}`
          }; the one that belongs there is ${right}.`,
          `${atPlace(site)}, ${now} takes ${wrong} for ${right}${spotOf(site)}.`,
        ],
        rootCause: [
          `The module defines ${wrong} and ${right} under names that are easily confused, and they stand for different quantities.`,
          `Both ${wrong} and ${right} are numbers of the module, and nothing but their names tells them apart in a formula.`,
        ],
      }),
    }];
  },
};

function numericConstants({ ancestors, source }: MutationSite): string[] {
  return (ancestors[0]!.body as AstNode[]).flatMap((statement) => {
    const target = (statement.targets as AstNode[] | undefined)?.[0] ??
      statement.target as AstNode | undefined;
    if (!target || !/^_?[A-Z][A-Z0-9_]*$/.test(nameOf(target))) return [];
    const value = statement.value as AstNode;
    const isNumeric = isNumber(value, source) || value.type === "BinOp";
    return isNumeric ? [nameOf(target)] : [];
  }).filter((name) => !/TOL|EPS|ITER|LIMIT/.test(name));
}

/** The first other constant whose name shares a telling word. */
function relatedTo(name: string, constants: readonly string[]): string | undefined {
  const words = name.split("_").filter((word) => word.length > 2 && !/^(?:PER|MIN|MAX)$/.test(word));
  return constants.find((other) => other !== name && words.some((word) => other.split("_").includes(word)));
}
