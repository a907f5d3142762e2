import { type AstNode, nameOf, walk } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { assignedNames } from "../names_in_scope.ts";
import { atPlace, placeOf, quote, textOf } from "../phrases.ts";

const GATHERS = ["append", "add", "extend", "update"];

/** Starts a sum or list once for all passes of a loop instead of once a pass. */
export const accumulatorHoisted: MutantOperator = {
  name: "accumulator_hoisted",
  family: "iteration",
  summary: "Moves the start of a running value out of the loop that begins with it.",
  example: {
    before:
      "for row in rows:\n    total = 0.0\n    for x in row:\n        total += x\n    sums.append(total)",
    after: "total = 0.0\nfor row in rows:\n    for x in row:\n        total += x\n    sums.append(total)",
  },
  mutate(site) {
    const { node, source } = site;
    if (node.type !== "For") return [];
    const [start, next, ...more] = node.body as AstNode[];
    if (
      !start || !next || !isStart(start) ||
      !gathersInto(nameOf((start.targets as AstNode[])[0]!), [next, ...more])
    ) {
      return [];
    }
    const header = source.slice(node.start, start.start).trimEnd();
    const line = source.slice(start.start, next.start).trim();
    if (line !== textOf(site, start) || line.includes("\n") || header.includes("#")) return [];
    const indent = source.slice(source.lastIndexOf("\n", node.start - 1) + 1, node.start);
    if (indent.trim() !== "" || lineOf(start, site) === lineOf(node, site)) return [];
    const name = quote(nameOf((start.targets as AstNode[])[0]!));
    return [{
      edits: [{ start: node.start, end: start.end, text: `${line}\n${indent}${header}` }],
      ...chooseWords(site, {
        description: [
          `${placeOf(site)} does ${quote(line)} once before ${
            quote(header)
          } and not at the start of each pass.`,
          `${atPlace(site)}, ${quote(line)} stands outside of the loop ${
            quote(header)
          } and belongs inside it.`,
        ],
        rootCause: [
          `Each pass has to begin anew, and ${name} still holds what the passes before left in it.`,
          `A start above the loop is right for one sum over everything, and here ${name} is needed for each pass by itself.`,
        ],
      }),
    }];
  },
};

/** Whether a statement sets a variable to nothing: zero, one, an empty list. */
function isStart(statement: AstNode): boolean {
  const value = statement.value as AstNode | undefined;
  if (statement.type !== "Assign" || assignedNames(statement).length !== 1) return false;
  const isEmpty = ["List", "Dict"].includes(value!.type) &&
    ((value!.elts ?? value!.keys) as unknown[]).length === 0;
  return isEmpty || value!.type === "Constant" ||
    (value!.type === "Call" && nameOf(value!.func as AstNode) === "set" &&
      (value!.args as unknown[]).length === 0);
}

function gathersInto(name: string, statements: readonly AstNode[]): boolean {
  return statements.flatMap((statement) => [...walk(statement)]).some(({ node }) => {
    if (node.type === "AugAssign") return (node.target as AstNode).id === name;
    const called = node.type === "Call" ? node.func as AstNode : undefined;
    return called?.type === "Attribute" && GATHERS.includes(String(called.attr)) &&
      (called.value as AstNode).id === name;
  });
}

function lineOf(node: AstNode, { source }: MutationSite): number {
  return source.lastIndexOf("\n", node.start - 1);
}
