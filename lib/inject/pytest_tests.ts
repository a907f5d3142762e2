import type { AstNode } from "../core/ast.ts";
import { type Parametrized, takeParametrize } from "./pytest_cases.ts";
import { type Fixtures, parametersOf, setUpFixtures } from "./pytest_fixtures.ts";
import type { Rewriting } from "./rewriting.ts";
import { decoratorsOf, freeName, refuseLine, withoutDecorator } from "./source_text.ts";

/** Marks that say whether a test runs, or what must happen around it. */
const MEANT_MARKS = ["skip", "skipif", "xfail", "usefixtures", "filterwarnings"];

/** Tests of one function: their methods as text, each with its name and the lines of its body. */
export interface TestMethods {
  readonly name: string;
  readonly body: readonly string[];
}

/**
 * The methods that run a function as pytest would: one, or one for each of its cases. Marks are taken away.
 *
 * @param options.call How the function is called there, such as "test_mean" or "self.check_mean".
 * @param options.taken Names that no method may have.
 * @throws {UsageError} for a mark or a parameter that is not known.
 */
export function methodsOf(
  rewriting: Rewriting,
  test: AstNode,
  { call, method, fixtures, taken }: {
    call: string;
    method: boolean;
    fixtures: Fixtures;
    taken: Set<string>;
  },
): readonly TestMethods[] {
  const { source } = rewriting;
  if (test.type === "AsyncFunctionDef") refuseLine(source, test, `has the asynchronous test ${test.name}`);
  const marks = takeMarks(rewriting, test, { method });
  const parameters = parametersOf(test, { method });
  const given = marks.flatMap((mark) => mark.parameters);
  const unknown = given.find((name) => !allParameters(test).includes(name));
  if (unknown) {
    refuseLine(source, test, `has no parameter ${unknown} in ${test.name}, which parametrize gives it`);
  }
  const wanted = parameters.filter((name) => !given.includes(name));
  const { lines, values } = setUpFixtures(rewriting, wanted, { fixtures, test });
  const order = allParameters(test).filter((name) => given.includes(name) || values.has(name));
  const positional = order.every((name, at) => positionals(test, { method })[at] === name);
  const args = order.map((name) =>
    positional ? values.get(name) ?? name : `${name}=${values.get(name) ?? name}`
  );
  const invoke = `${call}(${args.join(", ")})`;
  const bare = String(test.name);
  return product(marks).map(({ suffix, bindings }) => ({
    name: suffix === "" ? bare : freeName(taken, `${bare}_${suffix}`, `${bare}_case_${suffix}`),
    body: [...bindings, ...lines, invoke],
  }));
}

/** Takes the marks of pytest away from a test, and gives its `parametrize`s from the inside out. */
function takeMarks(
  rewriting: Rewriting,
  test: AstNode,
  { method }: { method: boolean },
): readonly Parametrized[] {
  const found: Parametrized[] = [];
  let kept: AstNode | null = null;
  for (const decorator of decoratorsOf(test)) {
    const name = (decorator.type === "Call" ? decorator.func : decorator) as AstNode;
    const mark = rewriting.pytestName(name);
    if (mark === "mark.parametrize" && decorator.type === "Call") {
      rewriting.settle(name);
      if (kept) refuseLine(rewriting.source, kept, "has a decorator above parametrize: put that first");
      found.unshift(takeParametrize(rewriting, decorator, { test, inClass: method }));
    } else if (mark?.startsWith("mark.")) dropMark(rewriting, decorator, name);
    else kept ??= decorator;
  }
  return found;
}

/** Takes a mark away that only sorts tests, such as `pytest.mark.slow`. */
export function dropMark(rewriting: Rewriting, decorator: AstNode, name: AstNode): void {
  const mark = rewriting.pytestName(name)!.slice("mark.".length);
  if (MEANT_MARKS.includes(mark)) {
    refuseLine(rewriting.source, decorator, `uses pytest.mark.${mark}: every test has to run, as it stands`);
  }
  rewriting.settle(name);
  rewriting.edits.push(withoutDecorator(rewriting.source, decorator));
}

function allParameters(test: AstNode): readonly string[] {
  const args = test.args as AstNode;
  return [args.posonlyargs, args.args, args.kwonlyargs].flat().map((each) => String((each as AstNode).arg));
}

function positionals(test: AstNode, { method }: { method: boolean }): readonly string[] {
  const args = test.args as AstNode;
  const names = [...args.posonlyargs as AstNode[], ...args.args as AstNode[]].map(({ arg }) => String(arg));
  return names.slice(method ? 1 : 0);
}

/** Every way to take one value of each list: what is added to the test's name, and the lines that take the values. */
function product(marks: readonly Parametrized[]): { suffix: string; bindings: readonly string[] }[] {
  let ways: { suffix: string; bindings: readonly string[] }[] = [{ suffix: "", bindings: [] }];
  for (const { parameters, single, list, inClass, suffixes } of marks) {
    const target = single
      ? parameters[0]!
      : parameters.length === 1
      ? `(${parameters[0]},)`
      : parameters.join(", ");
    const from = inClass ? `self.${list}` : list;
    ways = ways.flatMap((way) =>
      suffixes.map((suffix, at) => ({
        suffix: way.suffix === "" ? suffix : `${way.suffix}_${suffix}`,
        bindings: [...way.bindings, `${target} = ${from}[${at}]`],
      }))
    );
  }
  return ways;
}
