import { type Document, readSpec } from "../answers/read_spec.ts";
import type { Author, Repair } from "../core/author.ts";
import type { Python } from "../core/python.ts";
import { findImports } from "../core/python_imports.ts";
import { STDLIB_MODULES } from "../core/python_names.ts";
import { accept, type Outcome, reject, type Rejection } from "../core/rejection.ts";
import { describeFindings } from "../core/screen_change.ts";
import { screenModule, screenTests } from "../core/screen_source.ts";
import type { Draw } from "../core/seed.ts";
import type { CheckedSpec, Spec } from "../core/spec.ts";
import { findTestIds } from "../core/test_ids.ts";
import type { Usage } from "../core/usage.ts";
import { stringify } from "../deps/yaml.ts";

/** Who writes and who checks. */
export interface WriteSpecOptions {
  readonly author: Author;
  readonly python: Python;
  readonly signal: AbortSignal;
}

/** What is asked for. */
export interface SpecRequest {
  readonly draw: Draw;
  /** From 1. */
  readonly attempt: number;
  /** The answer that was refused before; null where there is none to mend. */
  readonly before: RefusedAnswer | null;
  /** What was written for the scenario before, one line each. */
  readonly earlier: readonly string[];
}

/** An answer that was refused, here or later. */
export interface RefusedAnswer {
  readonly draft: Draft;
  readonly rejection: Rejection;
}

/** What an author has given so far. */
export interface Draft {
  /** The last answer as it came. */
  readonly text: string;
  /** What could be read, put together from all answers; null where nothing could. */
  readonly document: Document | null;
}

/** What came of asking an author once. */
export interface WrittenSpec {
  /** The spec, or why the answer was refused. */
  readonly outcome: Outcome<CheckedSpec>;
  /** What the next attempt may build on; null where no text came. */
  readonly draft: Draft | null;
  readonly usage: Usage;
  /** What had to be put right in the answer's form, by name. */
  readonly repairs: readonly string[];
  /** The author's bugs that were left out. */
  readonly dropped: readonly Rejection[];
}

/**
 * Asks the author for a scenario once, reads the answer in every way that leaves no doubt, and checks what the text
 * alone can tell.
 *
 * @throws {ProviderError} where asking again cannot help.
 */
export async function writeSpec(
  { draw, attempt, before, earlier }: SpecRequest,
  { author, python, signal }: WriteSpecOptions,
): Promise<WrittenSpec> {
  signal.throwIfAborted();
  const repair = before && toRepair(before);
  const answer = await author.write({ draw, attempt, repair, earlier, signal });
  const { usage } = answer;
  if (answer.kind === "none") {
    return { outcome: reject(answer.reason, answer.detail), draft: null, usage, repairs: [], dropped: [] };
  }
  if (answer.kind === "spec") {
    const outcome = await checkSources(answer.spec, python, author);
    return { outcome, draft: null, usage, repairs: [], dropped: [] };
  }
  const read = readSpec(answer.text, draw.seed, before?.draft.document ?? null);
  const result = {
    draft: { text: answer.text, document: read.document },
    usage,
    repairs: read.repairs,
    dropped: [],
  };
  if (!read.outcome.ok) return { ...result, outcome: read.outcome };
  const { spec, droppedBugs } = read.outcome.value;
  const dropped = droppedBugs.map((detail) => ({ reason: "author_bug_dropped", detail }));
  return { ...result, outcome: await checkSources(spec, python, author), dropped };
}

/** A readable answer goes back as the document that it came to, others as they came. */
function toRepair({ draft: { text, document }, rejection }: RefusedAnswer): Repair {
  if (document === null) return { answer: text, readable: false, rejection };
  const { end: _, ...keys } = document;
  return { answer: `${stringify(keys, { lineWidth: -1 })}end: true\n`, readable: true, rejection };
}

/** Parses both sources and checks what their text alone can tell. */
export async function checkSources(
  spec: Spec,
  python: Python,
  { existing = false }: Pick<Author, "existing"> = {},
): Promise<Outcome<CheckedSpec>> {
  const [code, tests] = await Promise.all([
    python.parse(spec.correctCode),
    python.parse(spec.unitTests),
  ]);
  if (!code.ok) return reject("code_syntax", `correct_code does not parse: ${code.message}`);
  if (!tests.ok) return reject("tests_syntax", `unit_tests does not parse: ${tests.message}`);
  const foreign = (imports: readonly string[], own?: string) =>
    imports.filter((name) => name !== own && !STDLIB_MODULES.has(name));
  const inCode = foreign(findImports(code.tree));
  if (inCode.length > 0 && !existing) {
    return reject(
      "foreign_import",
      `correct_code imports ${inCode.join(", ")}: only the standard library is allowed`,
    );
  }
  const testImports = findImports(tests.tree);
  const inTests = foreign(testImports, spec.moduleName);
  if (inTests.length > 0 && !existing) {
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
  const codeFindings = screenModule(code.tree);
  if (codeFindings.length > 0) return reject("screened_code", describeFindings("correct_code", codeFindings));
  const testFindings = screenTests(tests.tree, { name: spec.moduleName, tree: code.tree });
  if (testFindings.length > 0) return reject("screened_tests", describeFindings("unit_tests", testFindings));
  return accept({ spec, tree: code.tree, testIds });
}
