import type { AstNode } from "../../core/ast.ts";
import { nameOf, walkWhole } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import type { SpanEdit } from "../../core/span_edit.ts";
import { chooseWords } from "../choose_words.ts";
import { atPlace, contrast, placeOf, quote } from "../phrases.ts";
import { functionAround } from "../surroundings.ts";

const LAZY = ["zip", "map", "filter", "reversed", "enumerate"];
/** Calls that go through their arguments once. */
const PASSES = [
  "sum",
  "fsum",
  "prod",
  "max",
  "min",
  "any",
  "all",
  "sorted",
  "list",
  "tuple",
  "set",
  "zip",
  "enumerate",
  "map",
];

/** Keeps an iterator that is gone through twice: `pairs = zip(x, y)` for `pairs = list(zip(x, y))`. */
export const iteratorExhausted: MutantOperator = {
  name: "iterator_exhausted",
  family: "data",
  summary: "Makes an iterator, which can be gone through only once, of a list that is gone through again.",
  example: {
    before:
      "def shares(xs):\n    terms = [x ** 2 for x in xs]\n    total = sum(terms)\n    return [t / total for t in terms]",
    after:
      "def shares(xs):\n    terms = (x ** 2 for x in xs)\n    total = sum(terms)\n    return [t / total for t in terms]",
  },
  mutate(site) {
    const { node, ancestors } = site;
    const parent = ancestors.at(-1);
    const [target, ...more] = (parent?.type === "Assign" ? parent.targets : []) as AstNode[];
    if (target?.type !== "Name" || more.length > 0 || parent?.value !== node) return [];
    const edits = lazily(site);
    if (edits.length === 0 || !isGoneThroughAgain(nameOf(target), target, site)) return [];
    const { was, now } = contrast(site, edits);
    const name = quote(nameOf(target));
    return [{
      edits,
      ...chooseWords(site, {
        description: [
          `${
            placeOf(site)
          } makes ${name} an iterator, ${now}, where ${was} can be gone through more than once.`,
          `${atPlace(site)}, ${name} is ${now} and is empty from its second use on, which ${was} is not.`,
        ],
        rootCause: [
          `An iterator gives its items once, so whatever uses ${name} first leaves nothing for what comes after it.`,
          `The first pass over ${name} works as with a list, and the next one finds no items and raises no error by itself.`,
        ],
      }),
    }];
  },
};

/** Leaves out the list: a generator for a comprehension, `zip(...)` for `list(zip(...))`. */
function lazily({ node, source }: MutationSite): SpanEdit[] {
  if (source.slice(node.start, node.end).includes("#")) return [];
  const [start, end] = [node.start, node.end];
  if (node.type === "ListComp") {
    return [{ start, end: start + 1, text: "(" }, { start: end - 1, end, text: ")" }];
  }
  const called = node.func as AstNode | undefined;
  if (node.type !== "Call" || called?.type !== "Name" || !["list", "tuple"].includes(nameOf(called))) {
    return [];
  }
  const [items, ...more] = node.args as AstNode[];
  if (!items || more.length > 0) return [];
  if (items.type === "GeneratorExp") return [{ start, end: called.end, text: "" }];
  const isLazy = items.type === "Call" && LAZY.includes(nameOf(items.func as AstNode));
  return isLazy ? [{ start, end: items.start, text: "" }, { start: items.end, end, text: "" }] : [];
}

/** Whether a name is set once and used several times, each time in going through all of it. */
function isGoneThroughAgain(name: string, target: AstNode, site: MutationSite): boolean {
  const scope = functionAround(site);
  if (!scope) return false;
  const uses = [...walkWhole(scope)].filter(({ node }) =>
    node.type === "Name" && node.id === name && node !== target
  );
  return uses.length > 1 && uses.every(({ node, ancestors }) => {
    const parent = ancestors.at(-1)!;
    if (parent.type === "Call") {
      return (parent.args as AstNode[]).includes(node) && PASSES.includes(nameOf(parent.func as AstNode));
    }
    return /^(?:For|comprehension)$/.test(parent.type) && parent.iter === node;
  });
}
