import type { AstNode } from "../../core/ast.ts";
import { walk } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { definitionsIn } from "../definitions.ts";
import { isTarget } from "../names_in_scope.ts";
import { atPlace, contrast, placeOf, quote, spotOf } from "../phrases.ts";
import { mostSimilar } from "../similar_names.ts";
import { isInGuard, isInWhileTest, isTwin } from "../surroundings.ts";

/** Reads another attribute of the same object with a similar name. */
export const wrongAttribute: MutantOperator = {
  name: "wrong_attribute",
  family: "argument",
  summary: "Reads an attribute of the same object that is easily taken for the right one.",
  example: {
    before:
      "class Box:\n    width: float\n    height: float\n\n    def area(self):\n        return self.width * k",
    after:
      "class Box:\n    width: float\n    height: float\n\n    def area(self):\n        return self.height * k",
  },
  mutate(site) {
    const { node } = site;
    const parent = site.ancestors.at(-1)!;
    if (node.type !== "Attribute" || (node.value as AstNode).type !== "Name") return [];
    if (isTarget(site) || parent.func === node || isInGuard(site) || isInWhileTest(site)) return [];
    const name = String(node.attr);
    const text = mostSimilar(name, fieldsLike(name, site));
    if (!text || isTwin(`${(node.value as AstNode).id}.${text}`, site)) return [];
    const edits = [{ start: node.end - name.length, end: node.end, text }];
    const { now } = contrast(site, edits, parent.type === "BinOp" ? parent : node);
    const place = placeOf(site);
    const [wrong, right] = [quote(text), quote(name)];
    return [{
      edits,
      ...chooseWords(site, {
        description: [
          `${place} reads the field ${wrong} in ${now}, and the one needed is ${right}.`,
          `${atPlace(site)}, ${now} takes the field ${wrong} for ${right}${spotOf(site)}.`,
        ],
        rootCause: [
          `One object has both ${wrong} and ${right}, and similar names invite picking the neighbour from a list of fields.`,
          `The fields ${wrong} and ${right} hold the same kind of value, so the object gives out the wrong one without complaint.`,
        ],
      }),
    }];
  },
};

/** The fields that some class of the module has together with one of the given name. */
function fieldsLike(name: string, { ancestors, source }: MutationSite): string[] {
  for (const { node } of definitionsIn(ancestors[0]!)) {
    if (node.type !== "ClassDef") continue;
    const fields = fieldsOf(node, source);
    const type = fields.get(name);
    if (type === undefined) continue;
    return [...fields].filter(([, other]) => other === type).map(([field]) => field);
  }
  return [];
}

/** Fields with the text of their annotation, "" for those that the constructor only assigns. */
function fieldsOf(definition: AstNode, source: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const statement of definition.body as AstNode[]) {
    if (statement.type === "AnnAssign") {
      const annotation = statement.annotation as AstNode;
      fields.set(String((statement.target as AstNode).id), source.slice(annotation.start, annotation.end));
    }
    if (statement.type !== "FunctionDef" || statement.name !== "__init__") continue;
    for (const { node } of walk(statement)) {
      if (node.type !== "Assign") continue;
      const target = (node.targets as AstNode[])[0]!;
      const isField = target.type === "Attribute" && (target.value as AstNode).id === "self";
      if (isField && !fields.has(String(target.attr))) fields.set(String(target.attr), "");
    }
  }
  return fields;
}
