import type { AstNode } from "../core/ast.ts";
import type { Rewriting, Visited } from "./rewriting.ts";
import { isFunction } from "./source_text.ts";

const ASSERTIONS: Readonly<Record<string, string>> = {
  Eq: "assertEqual",
  NotEq: "assertNotEqual",
  Lt: "assertLess",
  LtE: "assertLessEqual",
  Gt: "assertGreater",
  GtE: "assertGreaterEqual",
  Is: "assertIs",
  IsNot: "assertIsNot",
  In: "assertIn",
  NotIn: "assertNotIn",
};

/**
 * Makes of `assert a == b` what unittest has for it, since an assert statement alone does not tell the values when it
 * fails, and those are where debugging begins. Asserts of other forms stay as they are.
 */
export function rewriteAsserts(rewriting: Rewriting): void {
  for (const visited of rewriting.nodes) {
    if (visited.node.type === "Assert" && visited.ancestors.some(isFunction)) {
      rewriteAssert(rewriting, visited);
    }
  }
}

function rewriteAssert(rewriting: Rewriting, visited: Visited): void {
  const { node } = visited;
  const { text } = rewriting.source;
  const test = node.test as AstNode;
  if (test.type !== "Compare" || (test.ops as AstNode[]).length !== 1) return;
  const assertion = ASSERTIONS[(test.ops as AstNode[])[0]!.type];
  const parts = [test.left, (test.comparators as AstNode[])[0], node.msg].filter(Boolean) as AstNode[];
  if (
    assertion === undefined || parts.some(({ type }) => /^(?:Yield|YieldFrom|Await|NamedExpr)$/.test(type))
  ) return;
  const gaps = [node, ...parts].map((part, at) => ({
    start: at === 0 ? node.start : part.end,
    end: parts[at]?.start ?? node.end,
  }));
  // A comment there would swallow the comma.
  if (gaps.some(({ start, end }) => text.slice(start, end).includes("#"))) return;
  gaps.forEach(({ start, end }, at) => {
    const opening = at === 0 ? `${rewriting.caseAt(visited)}.${assertion}(` : at < parts.length ? ", " : ")";
    rewriting.replace(start, end, opening);
  });
}
