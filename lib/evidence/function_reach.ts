import { type AstNode, childNodes, scopeName, walk } from "../core/ast.ts";
import type { FunctionReach } from "../core/evidence.ts";

/** A function and the tests that run it. */
export interface FunctionTests {
  /** "Class.method" or "function". */
  readonly name: string;
  /** Ids. */
  readonly tests: readonly string[];
}

/** The tests that run each function, by the lines that each test ran. */
export function functionTests(
  tree: AstNode,
  coverage: ReadonlyMap<string, readonly number[]>,
): readonly FunctionTests[] {
  return functionLines(tree).map(({ name, lines }) => ({
    name,
    tests: [...coverage].filter(([, covered]) => covered.some((line) => lines.has(line))).map(([id]) => id),
  }));
}

/**
 * How many failing and passing tests run each function, most suspicious first by the Ochiai coefficient
 * (Abreu, Zoeteweij and van Gemund, 2007): failing / sqrt(all failing * (failing + passing)). Functions that no
 * failing test runs are left out.
 */
export function countReach(
  functions: readonly FunctionTests[],
  failing: readonly string[],
): readonly FunctionReach[] {
  const reach = functions.map(({ name, tests }) => {
    const bad = tests.filter((id) => failing.includes(id)).length;
    return { name, failing: bad, passing: tests.length - bad };
  }).filter((entry) => entry.failing > 0);
  const suspicion = (entry: FunctionReach) =>
    entry.failing / Math.sqrt(failing.length * (entry.failing + entry.passing));
  return reach.sort((a, b) => suspicion(b) - suspicion(a) || (a.name < b.name ? -1 : 1));
}

/** A function and the lines of its own statements. */
interface FunctionLines {
  /** "Class.method" or "function". */
  readonly name: string;
  readonly lines: ReadonlySet<number>;
}

/** The lines of each function's own statements: not its header, which runs at import, nor inner functions. */
function functionLines(tree: AstNode): readonly FunctionLines[] {
  const functions: FunctionLines[] = [];
  for (const { node, ancestors } of walk(tree)) {
    if (!isFunction(node)) continue;
    const lines = new Set<number>();
    for (const statement of node.body as AstNode[]) collectLines(statement, lines);
    functions.push({ name: scopeName([...ancestors, node]), lines });
  }
  return functions;
}

function collectLines(node: AstNode, lines: Set<number>): void {
  if (node.line > 0) lines.add(node.line);
  if (isFunction(node)) return;
  for (const child of childNodes(node)) collectLines(child, lines);
}

function isFunction(node: AstNode): boolean {
  return node.type === "FunctionDef" || node.type === "AsyncFunctionDef";
}
