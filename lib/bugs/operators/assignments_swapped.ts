import { type AstNode, walk } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import { lineAt } from "../../core/span_edit.ts";
import { chooseWords } from "../choose_words.ts";
import { assignedNames, blocksOf, boundNames } from "../names_in_scope.ts";
import { atPlace, placeOf, quote, textOf } from "../phrases.ts";

/** Makes two updates in the wrong order, so that one of them works with a stale or a new value. */
export const assignmentsSwapped: MutantOperator = {
  name: "assignments_swapped",
  family: "state",
  summary: "Swaps two neighbouring assignments that depend on each other.",
  example: {
    before: "def f(x, v, a):\n    x += v\n    v += a\n    return x, v",
    after: "def f(x, v, a):\n    v += a\n    x += v\n    return x, v",
  },
  mutate(site) {
    const { node, ancestors } = site;
    const parent = ancestors.at(-1);
    if (!parent || assignedNames(node).length === 0) return [];
    const block = blocksOf(parent).find((statements) => statements.includes(node));
    const next = block?.[block.indexOf(node) + 1];
    if (!next || !areSwappable(node, next, site)) return [];
    const [first, second] = [textOf(site), textOf(site, next)];
    const place = placeOf(site);
    const stale = assignedNames(node).find((name) => readNames(next).includes(name));
    const early = assignedNames(next).find((name) => readNames(node).includes(name));
    return [{
      edits: [
        { start: node.start, end: node.end, text: second },
        { start: next.start, end: next.end, text: first },
      ],
      ...chooseWords(site, {
        description: [
          `${place} executes ${quote(second)} first and ${
            quote(first)
          } after it, which is the reverse of the order needed.`,
          `${atPlace(site)}, ${quote(first)} comes after ${quote(second)} and has to come before it.`,
        ],
        rootCause: [
          stale === undefined
            ? `The second of the two lines needs \`${early}\` as it was before this step and finds it already updated.`
            : `The first of the two lines reads \`${stale}\` before the line below has set it, and so works with its previous value.`,
          `Two updates look independent as long as one does not notice that \`${
            stale ?? early
          }\` is written by the one and read by the other.`,
        ],
      }),
    }];
  },
};

function areSwappable(first: AstNode, second: AstNode, site: MutationSite): boolean {
  const { source } = site;
  const [written, writtenNext] = [assignedNames(first), assignedNames(second)];
  if (writtenNext.length === 0 || written.some((name) => writtenNext.includes(name))) return false;
  const lines = [first, second].map((node) => source.slice(node.start, source.indexOf("\n", node.end)));
  const haveOnlyCode = lines.every((line, at) => line.trimEnd() === textOf(site, [first, second][at]));
  if (!haveOnlyCode || lines.some((line) => line.includes("\n"))) return false;
  if (lineAt(source, second.start) !== lineAt(source, first.start) + 1) return false;
  const bound = boundNames(site);
  const read = readNames(first);
  const readNext = readNames(second);
  const usesNew = written.filter((name) => readNext.includes(name));
  const usesOld = writtenNext.some((name) => read.includes(name));
  return (usesNew.length > 0 || usesOld) && usesNew.every((name) => bound.includes(name));
}

/** The variables that a statement reads; an attribute may have the name of one and is none. */
function readNames(statement: AstNode): string[] {
  const value = [...walk(statement.value as AstNode)].filter(({ node }) => node.type === "Name")
    .map(({ node }) => String(node.id));
  return statement.type === "AugAssign" ? [...value, ...assignedNames(statement)] : value;
}
