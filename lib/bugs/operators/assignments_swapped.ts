import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import { assignedNames, blocksOf, boundNames } from "../names_in_scope.ts";
import { lineAt } from "../../core/span_edit.ts";
import { placeOf, quote, textOf } from "../phrases.ts";
import { namesIn } from "../surroundings.ts";

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
    return [{
      edits: [
        { start: node.start, end: node.end, text: second },
        { start: next.start, end: next.end, text: first },
      ],
      description: `${placeOf(site)} runs ${quote(second)} before ${
        quote(first)
      }, the reverse of the right order.`,
      rootCause:
        "One of the two statements reads what the other one writes, so in this order it works with a value from the wrong moment.",
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

function readNames(statement: AstNode): string[] {
  const value = namesIn(statement.value as AstNode);
  return statement.type === "AugAssign" ? [...value, ...assignedNames(statement)] : value;
}
