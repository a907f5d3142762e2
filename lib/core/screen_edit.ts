import { type AstNode, walkWhole } from "./ast.ts";

/** Methods that decide what a test sees of a value: by them it could be equal, or close, to everything. */
const DECIDING = new Set(
  `__eq__ __ne__ __lt__ __le__ __gt__ __ge__ __sub__ __rsub__ __abs__ __round__ __contains__ __class__ __getattr__
  __getattribute__ __instancecheck__ __subclasscheck__`.split(/\s+/),
);

/**
 * Why an edited module's values cannot be trusted in comparisons: it has a method that decides them, or its name in a text,
 * which the healthy module does not have. No fix needs one. Null where there is nothing of the kind.
 */
export function screenEdit(edited: AstNode, healthy: AstNode): string | null {
  const known = new Set(decidingIn(healthy).map(([name]) => name));
  const found = decidingIn(edited).find(([name]) => !known.has(name));
  return found ? `line ${found[1]} defines ${found[0]}: values are compared as they are` : null;
}

function decidingIn(tree: AstNode): readonly (readonly [name: string, line: number])[] {
  return walkWhole(tree).flatMap(({ node, ancestors }) => {
    const name = namesOf(node, ancestors.at(-1)).find((text) => DECIDING.has(text as string));
    const line = [...ancestors, node].findLast((each) => each.line > 0)?.line ?? 1;
    return name === undefined ? [] : [[name as string, line] as const];
  });
}

/** What a node may give a name to. An attribute that is only read, such as `self.__class__`, gives none. */
function namesOf(node: AstNode, parent: AstNode | undefined): readonly unknown[] {
  const { name, id, asname, arg, value, attr } = node;
  const isRead = parent === undefined || ![parent.targets, parent.target, parent.elts].flat().includes(node);
  return [name, id, asname, arg, value, ...isRead ? [] : [attr]];
}
