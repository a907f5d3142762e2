import { type AstNode, nameOf, walk } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import { selfAttribute } from "../attributes.ts";
import { chooseWords } from "../choose_words.ts";
import { isConstructor, type Method, methodAround, ownAttributesIn, ownFields } from "../methods.ts";
import { haveOneValue } from "../one_value.ts";
import { boundNames, isTarget } from "../names_in_scope.ts";
import { atPlace, contrast, placeOf } from "../phrases.ts";
import { isInGuard, isInWhileTest, isTwin } from "../surroundings.ts";

const STATEMENT = /^(?:Assign|AugAssign|AnnAssign|Return|Expr|If|For|While|Assert|FunctionDef)$/;

/** Takes a variable of a method for the attribute of the same name, or the reverse. */
export const selfMissing: MutantOperator = {
  name: "self_missing",
  family: "state",
  summary: "Reads `x` for `self.x` or `self.x` for `x` where both exist.",
  example: {
    before:
      "class Clock:\n    def __init__(self, step):\n        self.step = abs(step)\n        self.time = 0.0\n\n    def after(self, step):\n        return self.time + step",
    after:
      "class Clock:\n    def __init__(self, step):\n        self.step = abs(step)\n        self.time = 0.0\n\n    def after(self, step):\n        return self.time + self.step",
  },
  mutate(site) {
    const { node } = site;
    const parent = site.ancestors.at(-1);
    const method = methodAround(site);
    if (!method || isTarget(site) || parent!.func === node) return [];
    if (isInGuard(site) || isInWhileTest(site)) return [];
    const name = selfAttribute(node) ?? (node.type === "Name" ? nameOf(node) : "");
    if (!name || !boundNames(site).includes(name) || !ownFields(method.definition).includes(name)) return [];
    if (!isFirstUse(site, name)) return [];
    const isAttribute = node.type === "Attribute";
    if ((!isAttribute && isSetUp(method)) || haveOneValue(name, method)) return [];
    const text = isAttribute ? name : `self.${name}`;
    if (isTwin(text, site)) return [];
    const edits = [{ start: node.start, end: node.end, text }];
    const around = ["BinOp", "Call", "Compare"].includes(parent!.type) ? parent : node;
    const { was, now } = contrast(site, edits, around);
    return [{
      edits,
      ...chooseWords(site, {
        description: [
          `${placeOf(site)} uses ${now} instead of ${was}${around === node ? "" : `: it reads \`${text}\``}.`,
          `${atPlace(site)}, ${now} takes ${
            isAttribute ? "the variable" : "the attribute"
          } \`${text}\` where ${was} is meant.`,
        ],
        rootCause: [
          `\`${name}\` of the call and \`self.${name}\` of the object have one name and different values.`,
          `One name stands for two things here, what the method works with as \`${name}\` and what the object holds as \`self.${name}\`.`,
        ],
      }),
    }];
  },
};

/** Whether a method runs while its object is made, so that an attribute may have no value yet. */
function isSetUp(method: Method): boolean {
  return isConstructor(method) ||
    (method.definition.body as AstNode[]).some((statement) =>
      /^__(?:init|post_init)__$/.test(String(statement.name)) &&
      ownAttributesIn(statement).includes(method.name)
    );
}

/** One use in a statement is enough: the others would make the same bug again. */
function isFirstUse({ node, ancestors }: MutationSite, name: string): boolean {
  const statement = ancestors.findLast((above) => STATEMENT.test(above.type));
  const uses = [...walk(statement!)].filter((below) =>
    !isTarget({ ...below, source: "" }) &&
    (node.type === "Name"
      ? below.node.type === "Name" && below.node.id === name
      : selfAttribute(below.node) === name)
  );
  return uses[0]?.node === node;
}
