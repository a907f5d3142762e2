import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { placeOf, quote, textOf } from "../phrases.ts";
import { isSequence } from "../surroundings.ts";

/** Swaps `append` with `extend`: a list as one item, or its items one by one. */
export const appendExtend: MutantOperator = {
  name: "append_extend",
  family: "data",
  summary: "Swaps append() with extend() where the argument is a list or tuple.",
  example: { before: "rows.append([x, y])", after: "rows.extend([x, y])" },
  mutate(site) {
    const { node, source } = site;
    if (node.type !== "Call" || (node.keywords as AstNode[]).length > 0) return [];
    const [argument, ...more] = node.args as AstNode[];
    const called = node.func as AstNode;
    if (!argument || more.length > 0 || called.type !== "Attribute") return [];
    const name = String(called.attr);
    if (name !== "append" && name !== "extend") return [];
    const isText = /^(?:JoinedStr|Constant)$/.test(argument.type);
    if (name === "append" && (isText || !isSequence(argument, source))) return [];
    const other = name === "append" ? "extend" : "append";
    const end = called.end;
    return [{
      edits: [{ start: end - name.length, end, text: other }],
      description: `${placeOf(site)} calls \`${other}\` in ${
        quote(textOf(site).replace(`.${name}(`, `.${other}(`))
      }, where \`${name}\` belongs.`,
      rootCause: name === "append"
        ? "The parts are put in one by one, so the list gets several entries of another shape for each one that it should get."
        : "The whole list is put in as a single entry, so the result is nested by one level too many.",
    }];
  },
};
