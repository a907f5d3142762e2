import type { AstNode } from "../../core/ast.ts";
import { nameOf } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import { placeOf, quote, textOf } from "../phrases.ts";

const COPIERS = ["list", "dict", "set", "copy", "deepcopy"];

/** Keeps the very object where a copy of it belongs: `self.grid = grid` for `self.grid = list(grid)`. */
export const copyDropped: MutantOperator = {
  name: "copy_dropped",
  family: "data",
  summary: "Keeps or returns an object itself instead of a copy of it.",
  example: { before: "state = list(start)\nstate.append(0.0)", after: "state = start\nstate.append(0.0)" },
  mutate(site) {
    const { node } = site;
    const original = copiedBy(site);
    if (original === undefined || !isKept(site)) return [];
    const text = textOf(site, original);
    return [{
      edits: [{ start: node.start, end: node.end, text }],
      description: `${placeOf(site)} goes on with ${quote(text)} itself, where ${
        quote(textOf(site))
      } is a copy.`,
      rootCause:
        `Both names stand for one object, so a later change of either is seen through the other, and \`${text}\` ` +
        "does not stay as it was given.",
    }];
  },
};

/** What a site makes a copy of: a name or an attribute; undefined where it makes none. */
function copiedBy({ node }: MutationSite): AstNode | undefined {
  const isName = (value: unknown) => /^(?:Name|Attribute)$/.test((value as AstNode | undefined)?.type ?? "");
  if (node.type === "Subscript") {
    const { type, lower, upper, step } = node.slice as AstNode;
    const isWhole = type === "Slice" && !lower && !upper && !step;
    return isWhole && isName(node.value) ? node.value as AstNode : undefined;
  }
  if (node.type !== "Call" || (node.keywords as AstNode[]).length > 0) return undefined;
  const called = node.func as AstNode;
  const args = node.args as AstNode[];
  if (called.type === "Attribute" && called.attr === "copy" && args.length === 0) {
    return isName(called.value) ? called.value as AstNode : undefined;
  }
  return COPIERS.includes(nameOf(called)) && args.length === 1 && isName(args[0]) ? args[0] : undefined;
}

/** Whether the copy is given a name, an attribute or back to the caller: what is only looked through needs none. */
function isKept({ node, ancestors }: MutationSite): boolean {
  const parent = ancestors.at(-1)!;
  return /^(?:Assign|AnnAssign|Return)$/.test(parent.type) && parent.value === node;
}
