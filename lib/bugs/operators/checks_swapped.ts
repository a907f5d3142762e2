import { type AstNode, nameOf, walk } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { blocksOf } from "../names_in_scope.ts";
import { atPlace, placeOf, quote, textOf } from "../phrases.ts";
import { raisedError } from "../raised_error.ts";
import { isGuard, namesIn } from "../surroundings.ts";

/** What such a condition tells apart: empty, absent, of another type, not a key. */
const PRECONDITION = /^not [\w.]+$|\blen\(|\bis None\b|\bisinstance\(|\bnot in\b|[=<]= ?0(?:\.0)?$/;
const PARTIAL_CALLS = ["min", "max", "next", "log", "log10", "log2", "sqrt", "acos", "asin", "mean"];

/** Runs a check before the one that makes sure that it can be run. */
export const checksSwapped: MutantOperator = {
  name: "checks_swapped",
  family: "error_handling",
  summary: "Swaps two neighbouring checks of which the first protects the second.",
  example: {
    before: 'if not xs:\n    raise ValueError("empty")\nif min(xs) < 0.0:\n    raise ValueError("negative")',
    after: 'if min(xs) < 0.0:\n    raise ValueError("negative")\nif not xs:\n    raise ValueError("empty")',
  },
  mutate(site) {
    const { node, source, ancestors } = site;
    const block = blocksOf(ancestors.at(-1) ?? node).find((statements) => statements.includes(node));
    const next = block?.[block.indexOf(node) + 1];
    if (!next || !isPlainGuard(node) || !isPlainGuard(next)) return [];
    const [first, second] = [textOf(site), textOf(site, next)];
    const between = source.slice(node.end, next.start);
    const lineEnd = source.slice(next.end).split("\n", 1)[0]!;
    if (between.trim() !== "" || `${first}${second}${lineEnd}`.includes("#")) return [];
    if (!areInOrder(node, next, site)) return [];
    const [test, later] = [node, next].map((guard) => quote(textOf(site, guard.test as AstNode)));
    return [{
      // One edit: a half of it would be another fault, a check that stands there twice.
      edits: [{ start: node.start, end: next.end, text: `${second}${between}${first}` }],
      ...chooseWords(site, {
        description: [
          `${placeOf(site)} checks ${later} before ${test}, the reverse of the right order.`,
          `${atPlace(site)}, the check of ${test} has to come first and comes after that of ${later}.`,
        ],
        rootCause: [
          `Input for which ${test} holds has to be refused for that, and it reaches ${later} first, where it fails otherwise.`,
          `For good input the order of checks is all one, and only where ${test} holds is the wrong one met first.`,
        ],
      }),
    }];
  },
};

function isPlainGuard(node: AstNode): boolean {
  return isGuard(node) && (node.orelse as AstNode[]).length === 0;
}

/** Whether input that the first check is for makes the second one fail, or raise something else. */
function areInOrder(first: AstNode, second: AstNode, site: MutationSite): boolean {
  const tested = variablesIn(first.test as AstNode);
  const sharesOne = (node: AstNode) => variablesIn(node).some((name) => tested.includes(name));
  const test = second.test as AstNode;
  if (!sharesOne(test)) return false;
  const errors = [first, second].map((guard) => raisedError((guard.body as AstNode[])[0]!));
  if (errors.every((error) => error !== undefined) && nameOf(errors[0]!) !== nameOf(errors[1]!)) return true;
  return PRECONDITION.test(textOf(site, first.test as AstNode)) &&
    [...walk(test)].some(({ node }) => isPartial(node) && sharesOne(node));
}

/** Whether an expression has no value for some operands. */
function isPartial(node: AstNode): boolean {
  if (node.type === "Call") return PARTIAL_CALLS.includes(nameOf(node.func as AstNode));
  if (node.type === "BinOp") return ["Div", "FloorDiv", "Mod"].includes((node.op as AstNode).type);
  return node.type === "Subscript" && (node.slice as AstNode).type !== "Slice";
}

function variablesIn(node: AstNode): string[] {
  const called = [...walk(node)].filter(({ node: below }) => below.type === "Call")
    .map(({ node: below }) => nameOf(below.func as AstNode));
  return namesIn(node).filter((name) => !called.includes(name) && name !== "self" && name !== "math");
}
