import { addUsage, type Author, NO_USAGE, type Usage } from "../core/author.ts";
import type { Python } from "../core/python.ts";
import { findImports } from "../core/python_imports.ts";
import { STDLIB_MODULES } from "../core/python_names.ts";
import { accept, type Outcome, reject, type Rejection } from "../core/rejection.ts";
import type { Draw } from "../core/seed.ts";
import type { CheckedSpec, Spec } from "../core/spec.ts";
import { parseSpecDocument } from "../core/spec_document.ts";
import { findTestIds } from "../core/test_ids.ts";

/** Who writes, who checks, and how often a refused answer is asked for again. */
export interface WriteSpecOptions {
  readonly author: Author;
  readonly python: Python;
  /** Answers asked for before the scenario is given up. */
  readonly maxAttempts: number;
  readonly signal: AbortSignal;
}

/** What came of asking an author. */
export interface WrittenSpec {
  /** The spec, or why the last answer was refused. */
  readonly outcome: Outcome<CheckedSpec>;
  readonly usage: Usage;
  /** Every answer that was refused, and each of the author's bugs that was dropped, in order. */
  readonly refused: readonly Rejection[];
}

/**
 * Asks the author for a scenario until an answer keeps all rules, telling it each time what was wrong.
 *
 * @throws {ProviderError} where asking again cannot help.
 */
export async function writeSpec(draw: Draw, options: WriteSpecOptions): Promise<WrittenSpec> {
  const refused: Rejection[] = [];
  let usage = NO_USAGE;
  for (let attempt = 1; attempt <= options.maxAttempts; attempt++) {
    options.signal.throwIfAborted();
    const feedback = refused.at(-1)?.detail ?? null;
    const answer = await options.author.write({ draw, attempt, feedback, signal: options.signal });
    usage = addUsage(usage, answer.usage);
    if (answer.kind === "none") {
      refused.push({ reason: answer.reason, detail: answer.detail });
      continue;
    }
    const document = parseSpecDocument(answer.text, draw.seed);
    if (!document.ok) {
      refused.push(document.rejection);
      continue;
    }
    const checked = await checkSources(document.value.spec, options.python);
    if (checked.ok) {
      const dropped = document.value.droppedBugs.map((detail) => ({ reason: "author_bug_dropped", detail }));
      return { outcome: checked, usage, refused: [...refused, ...dropped] };
    }
    refused.push(checked.rejection);
  }
  const last = refused.pop() ?? { reason: "no_attempt", detail: "no attempt was allowed" };
  return { outcome: { ok: false, rejection: last }, usage, refused };
}

/** Parses both sources and checks what their text alone can tell. */
export async function checkSources(spec: Spec, python: Python): Promise<Outcome<CheckedSpec>> {
  const [code, tests] = await Promise.all([
    python.parse(spec.correctCode),
    python.parse(spec.unitTests, { outline: true }),
  ]);
  if (!code.ok) return reject("code_syntax", `correct_code does not parse: ${code.message}`);
  if (!tests.ok) return reject("tests_syntax", `unit_tests does not parse: ${tests.message}`);
  const foreign = (imports: readonly string[], own?: string) =>
    imports.filter((name) => name !== own && !STDLIB_MODULES.has(name));
  const inCode = foreign(findImports(code.tree));
  if (inCode.length > 0) {
    return reject(
      "foreign_import",
      `correct_code imports ${inCode.join(", ")}: only the standard library is allowed`,
    );
  }
  const testImports = findImports(tests.tree);
  const inTests = foreign(testImports, spec.moduleName);
  if (inTests.length > 0) {
    return reject(
      "foreign_import",
      `unit_tests imports ${inTests.join(", ")}: only the standard library is allowed`,
    );
  }
  if (!testImports.includes(spec.moduleName)) {
    return reject("tests_do_not_import", `unit_tests does not import ${spec.moduleName}`);
  }
  const testIds = findTestIds(tests.tree);
  if (testIds.length === 0) {
    return reject("no_tests", "unit_tests has no test methods in a class derived from unittest.TestCase");
  }
  return accept({ spec, tree: code.tree, testIds });
}
