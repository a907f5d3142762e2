import type { AstNode } from "../core/ast.ts";
import { UsageError } from "../core/errors.ts";
import { STDLIB_MODULES } from "../core/python_names.ts";
import { findImports } from "../core/python_imports.ts";
import type { Python } from "../core/python.ts";
import type { Spec } from "../core/spec.ts";
import { findTestIds } from "../core/test_ids.ts";
import { assertionsToTests } from "../inject/assertions_to_tests.ts";
import { examplesToTests } from "../inject/examples_to_tests.ts";
import { importDirectly } from "../inject/module_imports.ts";
import { ownModuleName, ownSpec, type OwnTexts } from "../inject/own_spec.ts";
import { toUnittest } from "../inject/pytest_style.ts";
import type { Example } from "../inject/read_examples.ts";
import { bodyOf, type ParsedSource, parseSource, plainText } from "../inject/source_text.ts";

/** What says how the user's module must behave. */
export type OwnTests =
  /** Tests of unittest, or in pytest's style. */
  | { readonly kind: "tests"; readonly file: string; readonly text: string }
  /** Assert statements and functions with such. */
  | { readonly kind: "assertions"; readonly file: string; readonly text: string }
  /** What functions give; those that name none are of `function`. */
  | {
    readonly kind: "examples";
    readonly examples: readonly Example[];
    readonly function: string | null;
  };

/** A module of the user's and its tests. */
export interface OwnModule {
  /** The name by which its tests import it, without ".py". */
  readonly stem: string;
  /** What messages call it: its path. */
  readonly file: string;
  readonly code: string;
  readonly tests: OwnTests;
  /** What a task says of it. */
  readonly texts?: OwnTexts;
  /** Modules beside it, without ".py": they are no part of a task. */
  readonly siblings?: readonly string[];
}

/**
 * The spec of the user's module, its tests as unittest runs them. Nothing is run.
 *
 * @throws {UsageError} for what cannot be read, or cannot be a task, by its line.
 */
export async function readOwnModule(own: OwnModule, python: Python): Promise<Spec> {
  const { stem, file, texts = {} } = own;
  const moduleName = ownModuleName(stem, file);
  const module = await parseSource(file, plainText(own.code), python);
  checkModuleImports(module, own);
  const tests = await readTests(own, { module, moduleName, python });
  return ownSpec(module, { moduleName, tests, texts });
}

function checkModuleImports({ tree }: ParsedSource, { file, stem, siblings = [] }: OwnModule): void {
  for (const name of findImports(tree)) {
    const top = name.replace(/^\.+/, "").split(".")[0]!;
    if (name.startsWith(".") || (siblings.includes(top) && top !== stem && !STDLIB_MODULES.has(top))) {
      throw new UsageError(
        `Cannot use "${file}": it imports ${name}, and a task is one module and its tests`,
      );
    }
  }
}

async function readTests(
  { stem, file, tests }: OwnModule,
  { module, moduleName, python }: { module: ParsedSource; moduleName: string; python: Python },
): Promise<string> {
  const className = `Test${
    moduleName.split("_").map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join("")
  }`;
  if (tests.kind === "examples") {
    if (tests.examples.length === 0) {
      throw new UsageError(`Cannot use "${file}": there are no examples of it`);
    }
    return examplesToTests(tests.examples, { module, moduleName, function: tests.function, className });
  }
  const parse = (text: string) => parseSource(tests.file, text, python);
  const given = await parse(plainText(tests.text));
  const direct = await parse(importDirectly(given, { stem, moduleName }));
  const styled = tests.kind === "tests"
    ? direct
    : await parse(assertionsToTests(direct, { module, moduleName }));
  const text = toUnittest(styled, { className });
  const { tree } = await parse(text);
  if (findTestIds(tree).length === 0) {
    const wanted = tests.kind === "assertions"
      ? "assertions"
      : bareAsserts(given.tree)
      ? "test_ functions; for assert statements at the top there is --assertions"
      : "tests: no test_ function and no test of a TestCase";
    throw new UsageError(`Cannot use "${tests.file}": it has no ${wanted}`);
  }
  if (!findImports(tree).includes(moduleName)) {
    throw new UsageError(
      `Cannot use "${tests.file}": it does not import ${stem}, so that it tests nothing of it`,
    );
  }
  return text;
}

/** Whether assertions stand at the top of a source, which run while it is imported. */
function bareAsserts(tree: AstNode): boolean {
  return bodyOf(tree).some(({ type }) => type === "Assert");
}
