import type { AstNode } from "../../core/ast.ts";
import { nameOf } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import { isNumber } from "../numbers.ts";
import { contrast, placeOf, textOf } from "../phrases.ts";
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
    const { was, now } = contrast(site, edits, parent.type === "BinOp" ? parent : node);
    return [{
      edits,
      description: `${placeOf(site)} uses ${now} instead of ${was}: \`${text}\` is the wrong constant.`,
      rootCause: `\`${text}\` and \`${
        textOf(site)
      }\` are defined side by side in the module and stand for different quantities.`,
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
