import type { AstNode } from "../../core/ast.ts";
import { nameOf, walk } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { blocksOf, boundNames, parametersOf } from "../names_in_scope.ts";
import { atPlace, placeOf, quote, textOf } from "../phrases.ts";
import { functionAround } from "../surroundings.ts";

/** Returns a value from before the last step of the computation. */
export const staleReturn: MutantOperator = {
  name: "stale_return",
  family: "iteration",
  summary: "Returns the variable that the returned one was computed from.",
  example: {
    before: "def f(xs):\n    total = sum(xs)\n    mean = total / 2.0\n    return mean",
    after: "def f(xs):\n    total = sum(xs)\n    mean = total / 2.0\n    return total",
  },
  mutate(site) {
    const { node } = site;
    const value = node.value as AstNode | null;
    if (node.type !== "Return" || value?.type !== "Name") return [];
    const text = sourceOf(nameOf(value), site);
    if (!text) return [];
    const place = placeOf(site);
    const result = quote(textOf(site, value));
    const earlier = quote(text);
    return [{
      edits: [{ start: value.start, end: value.end, text }],
      ...chooseWords(site, {
        description: [
          `${place} returns ${earlier}, from which ${result} was computed, and not ${result} itself.`,
          `${atPlace(site)}, the value returned is ${earlier} and has to be ${result}.`,
        ],
        rootCause: [
          `The step that turns ${earlier} into ${result} is still carried out, but its result is thrown away.`,
          `Both names are in scope at the end, and the intermediate ${earlier} is easily handed back for the finished ${result}.`,
        ],
      }),
    }];
  },
};

/** The local variable that the last assignment before a `return` computes its name from. */
function sourceOf(name: string, site: MutationSite): string | undefined {
  const block = blocksOf(site.ancestors.at(-1)!).find((statements) => statements.includes(site.node));
  const scope = functionAround(site);
  if (!block || !scope) return undefined;
  const assignment = block.slice(0, block.indexOf(site.node)).findLast((statement) =>
    statement.type === "Assign" && nameOf((statement.targets as AstNode[])[0]!) === name
  );
  if (!assignment) return undefined;
  const parameters = parametersOf(scope).map((parameter) => parameter.arg);
  const bound = boundNames(site).filter((other) => !parameters.includes(other));
  const called = [...walk(assignment.value as AstNode)].filter(({ node }) => node.type === "Call")
    .map(({ node }) => node.func);
  const inner = [...walk(assignment.value as AstNode)]
    .filter(({ node, ancestors }) => node.type === "Name" && !called.includes(node) && !isPart(ancestors))
    .map(({ node }) => nameOf(node));
  return inner.find((other) => other !== name && bound.includes(other));
}

/** What is indexed or asked for a field is another kind of thing than the result. */
function isPart(ancestors: readonly AstNode[]): boolean {
  return ancestors.some((above) =>
    ["Attribute", "Subscript", "ListComp", "GeneratorExp", "Compare"].includes(above.type)
  );
}
