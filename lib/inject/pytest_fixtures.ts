import { type AstNode, walk } from "../core/ast.ts";
import type { Rewriting } from "./rewriting.ts";
import { bodyOf, decoratorsOf, isFunction, refuseLine, withoutDecorator } from "./source_text.ts";

/** The fixtures of a file, by name. */
export type Fixtures = ReadonlyMap<string, AstNode>;

/** Makes plain functions of the file's fixtures. */
export function takeFixtures(rewriting: Rewriting): Fixtures {
  const { source } = rewriting;
  const fixtures = new Map<string, AstNode>();
  for (const { node, ancestors } of rewriting.nodes) {
    for (const decorator of isFunction(node) ? decoratorsOf(node) : []) {
      const call = decorator.type === "Call" ? decorator : null;
      const name = (call?.func ?? decorator) as AstNode;
      if (rewriting.pytestName(name) !== "fixture") continue;
      const other = ((call?.keywords ?? []) as AstNode[]).find(({ arg }) => arg !== "scope");
      if (other) refuseLine(source, decorator, `uses a fixture with ${other.arg}, which is not known here`);
      if (ancestors.length > 1) {
        refuseLine(source, decorator, "has a fixture in a class: write it as a function");
      }
      if (node.type === "AsyncFunctionDef") refuseLine(source, node, "has an asynchronous fixture");
      rewriting.settle(name);
      rewriting.edits.push(withoutDecorator(source, decorator));
      fixtures.set(String(node.name), node);
    }
  }
  return fixtures;
}

/** The parameters of a function that a caller must give, without the first of a method. */
export function parametersOf(node: AstNode, { method }: { method: boolean }): readonly string[] {
  const args = node.args as AstNode;
  const positional = [...args.posonlyargs as AstNode[], ...args.args as AstNode[]];
  const needed = positional.slice(method ? 1 : 0, positional.length - (args.defaults as AstNode[]).length);
  const named = (args.kwonlyargs as AstNode[]).filter((_, at) =>
    ((args.kw_defaults as unknown[])[at] ?? null) === null
  );
  return [...needed, ...named].map(({ arg }) => String(arg));
}

/** The lines that make a test's fixtures, in order, and the name that each value has; what is shared is made once. */
export function setUpFixtures(
  rewriting: Rewriting,
  wanted: readonly string[],
  { fixtures, test }: { fixtures: Fixtures; test: AstNode },
): { lines: readonly string[]; values: ReadonlyMap<string, string> } {
  const lines: string[] = [];
  const values = new Map<string, string>();
  const make = (name: string, way: readonly string[]): string => {
    const known = values.get(name);
    if (known) return known;
    const fixture = fixtures.get(name);
    if (!fixture || way.includes(name)) {
      return refuseLine(
        rewriting.source,
        test,
        `uses the fixture ${name}: only fixtures that are functions of the file itself are known`,
      );
    }
    const given = parametersOf(fixture, { method: false }).map((each) =>
      `${each}=${make(each, [...way, name])}`
    );
    const value = `given_${name}`;
    if (yields(fixture)) {
      lines.push(`steps_of_${name} = ${name}(${given.join(", ")})`, `${value} = next(steps_of_${name})`);
      lines.push(`self.addCleanup(next, steps_of_${name}, None)`);
    } else lines.push(`${value} = ${name}(${given.join(", ")})`);
    values.set(name, value);
    return value;
  };
  for (const name of wanted) make(name, []);
  return { lines, values };
}

function yields(fixture: AstNode): boolean {
  return bodyOf(fixture).some((statement) =>
    [...walk(statement)].some(({ node, ancestors }) =>
      /^Yield/.test(node.type) && !ancestors.some(isFunction)
    )
  );
}
