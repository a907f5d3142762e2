import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import { updatedAttribute } from "../attributes.ts";
import { chooseWords } from "../choose_words.ts";
import { isConstructor, methodAround, ownAttributesIn } from "../methods.ts";
import { assignedNames, blocksOf } from "../names_in_scope.ts";
import { atPlace, placeOf, quote, textOf } from "../phrases.ts";
import { namesIn } from "../surroundings.ts";

const SIMPLE = /^(?:Assign|AugAssign|Expr)$/;

/** Updates an attribute too early or too late for the statement beside it. */
export const updatesSwapped: MutantOperator = {
  name: "updates_swapped",
  family: "state",
  summary: "Swaps the update of an attribute with a neighbouring statement that reads it.",
  example: {
    before:
      "class Body:\n    def step(self, dt):\n        self.v += self.a * dt\n        self.x += self.v * dt",
    after:
      "class Body:\n    def step(self, dt):\n        self.x += self.v * dt\n        self.v += self.a * dt",
  },
  mutate(site) {
    const { node, ancestors } = site;
    const method = methodAround(site);
    if (!method || isConstructor(method)) return [];
    const block = blocksOf(ancestors.at(-1)!).find((statements) => statements.includes(node));
    const next = block?.[block.indexOf(node) + 1];
    if (!next || !areSwappable(node, next, site) || !attributeBetween(node, next)) return [];
    const [first, second] = [textOf(site), textOf(site, next)];
    const between = site.source.slice(node.end, next.start);
    const attribute = quote(`self.${attributeBetween(node, next)}`);
    return [{
      // One edit: a half of it would be another fault, a statement that runs twice.
      edits: [{ start: node.start, end: next.end, text: `${second}${between}${first}` }],
      ...chooseWords(site, {
        description: [
          `${placeOf(site)} runs ${quote(second)} before ${quote(first)}, the reverse of the right order.`,
          `${atPlace(site)}, ${quote(first)} has to come first and comes after ${quote(second)}.`,
        ],
        rootCause: [
          `One of the two statements reads ${attribute}, which the other one changes, so it works with the state of the wrong moment.`,
          `Both orders run without an error, and only the moment at which ${attribute} is read tells them apart.`,
        ],
      }),
    }];
  },
};

function areSwappable(first: AstNode, second: AstNode, site: MutationSite): boolean {
  const { source } = site;
  const isSimple = [first, second].every((node) => {
    const line = source.slice(node.start, `${source}\n`.indexOf("\n", node.end)).trimEnd();
    return line === textOf(site, node) && !line.includes("\n") && SIMPLE.test(node.type);
  });
  if (!isSimple || source.slice(first.end, second.start).trim() !== "") return false;
  // A local variable has to be there before it is read.
  const isLocal = (one: AstNode, other: AstNode) =>
    assignedNames(one).some((name) => namesIn(other).includes(name));
  return !isLocal(first, second) && !isLocal(second, first);
}

/** The attribute that one of two statements updates and the other one names, if they do not both update it. */
function attributeBetween(first: AstNode, second: AstNode): string | undefined {
  const [written, writtenNext] = [updatedAttribute(first), updatedAttribute(second)];
  if (written === writtenNext) return undefined;
  if (written !== undefined && ownAttributesIn(second).includes(written)) return written;
  return ownAttributesIn(first).find((name) => name === writtenNext);
}
