import type { AstNode } from "../../core/ast.ts";
import { nameOf } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { atPlace, contrast, placeOf, quote } from "../phrases.ts";
import { signatureOf } from "../signatures.ts";
import { mostSimilar } from "../similar_names.ts";

/** Calls another function of the module, with a similar name and the same parameters. */
export const wrongFunction: MutantOperator = {
  name: "wrong_function",
  family: "argument",
  summary: "Calls a function of the module that is easily taken for the right one.",
  example: {
    before: "def f_low(x):\n    return x\n\n\ndef f_high(x):\n    return x + 1\n\n\ny = f_low(x)",
    after: "def f_low(x):\n    return x\n\n\ndef f_high(x):\n    return x + 1\n\n\ny = f_high(x)",
  },
  mutate(site) {
    const { node } = site;
    if (node.type !== "Call" || !signatureOf(node, site)) return [];
    const called = node.func as AstNode;
    const name = nameOf(called);
    const text = mostSimilar(name, sisters(name, site));
    if (!text || site.ancestors.some((above) => above.name === text)) return [];
    const edits = [{ start: called.end - name.length, end: called.end, text }];
    const { now } = contrast(site, edits);
    const place = placeOf(site);
    const [wrong, right] = [quote(text), quote(name)];
    return [{
      edits,
      ...chooseWords(site, {
        description: [
          `${place} calls ${wrong} in ${now}; the function needed is ${right}.`,
          `${atPlace(site)}, the value comes from ${now} and has to come from ${right}.`,
        ],
        rootCause: [
          `The functions ${wrong} and ${right} take the same parameters, so the call works with either and computes something else.`,
          `With names as close as ${wrong} and ${right} the wrong one is easily completed or copied.`,
        ],
      }),
    }];
  },
};

/** The functions beside a function of the module that take the same parameters. */
function sisters(name: string, { ancestors, source }: MutationSite): string[] {
  const module = ancestors[0]!;
  const classes = (module.body as AstNode[]).filter((node) => node.type === "ClassDef");
  for (const scope of [module, ...classes]) {
    const functions = (scope.body as AstNode[]).filter((node) => node.type === "FunctionDef");
    const definition = functions.find((node) => node.name === name);
    if (!definition) continue;
    return functions.filter((other) => isProperty(other) === isProperty(definition))
      .filter((other) => shape(other, source) === shape(definition, source)).map((other) =>
        String(other.name)
      );
  }
  return [];
}

function isProperty(definition: AstNode): boolean {
  return (definition.decorator_list as AstNode[]).length > 0;
}

/** Annotations of the parameters and of the result, as text. */
function shape(definition: AstNode, source: string): string {
  const parameters = (definition.args as AstNode).args as AstNode[];
  return [...parameters.map((parameter) => parameter.annotation), definition.returns].map((annotation) => {
    const node = annotation as AstNode | null;
    return node ? source.slice(node.start, node.end) : "";
  }).join(",");
}
