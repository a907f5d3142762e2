import { type AstNode, isNode } from "../core/ast.ts";

/** The name of the error in `raise Error(...)` or `raise Error`: undefined for all else. */
export function raisedError(statement: AstNode): AstNode | undefined {
  if (statement.type !== "Raise" || !isNode(statement.exc)) return undefined;
  const { exc } = statement;
  const error = exc.type === "Call" ? exc.func as AstNode : exc;
  return error.type === "Name" && /^[A-Z]/.test(String(error.id)) ? error : undefined;
}
