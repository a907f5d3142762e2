import type { AstNode } from "../core/ast.ts";
import type { FailedAssertion, FaultEvidence, FunctionReach } from "../core/evidence.ts";
import type { Python, TaskFiles } from "../core/python.ts";
import { statementAt } from "../core/source_of.ts";
import type { Verdict } from "../core/verdict.ts";
import { faultPath } from "./fault_path.ts";
import { faultSample, type SampledTest } from "./fault_samples.ts";
import { firstDifference } from "./first_difference.ts";
import { firstDivergence } from "./first_divergence.ts";
import { countReach, type FunctionTests } from "./function_reach.ts";
import { lineMap } from "./line_map.ts";
import { constantDifference, probeFault } from "./probe_fault.ts";

/** Processor time of a watched run. */
const LIMIT_MS = 10_000;

/** A module with a fault, the same module with that fault mended, and what the tests say of the former. */
export interface MeasuredFault {
  readonly faulty: TaskFiles;
  readonly mended: TaskFiles;
  /** Tree of the faulty module. */
  readonly tree: AstNode;
  /** "Class.method", "function" or "<module>" in which the edits stand. */
  readonly functions: readonly string[];
  /** First line of the faulty module that the fault touches, from 1. */
  readonly line: number;
  readonly verdict: Extract<Verdict, { kind: "failed" }>;
  /** Tests that pass once the fault is mended, of those that fail: one of them is looked at. */
  readonly broken: readonly string[];
  /** Lines of the healthy module that each test runs. */
  readonly coverage: ReadonlyMap<string, readonly number[]>;
}

/**
 * Runs both modules side by side and tells where they part: the first call and the first value that differ, how that
 * reaches the test, what the faulty line works on, and what scripts print.
 */
export async function measureFault(fault: MeasuredFault, python: Python): Promise<FaultEvidence> {
  const { faulty, mended, functions, line, verdict, tree } = fault;
  const test = simplestFailure(fault);
  const passing = simplestPassing(fault);
  const watching = {
    limitMs: LIMIT_MS,
    only: passing === null ? [test] : [test, passing],
    closely: functions.filter((name) => name !== "<module>"),
  };
  const [right, wrong, called] = await Promise.all([
    python.watchCalls(mended, watching),
    python.watchCalls(faulty, watching),
    python.watchFunctions(faulty, { limitMs: LIMIT_MS }),
  ]);
  const seen = (id: string) => ({
    healthy: right.seen.get(id) ?? [],
    buggy: wrong.seen.get(id) ?? [],
  });
  const runs = seen(test);
  const toHealthy = lineMap(mended.code, faulty.code);
  const found = firstDifference({ ...runs, toHealthy });
  const divergence = firstDivergence(test, runs.healthy, runs.buggy);
  const start = found?.call ?? runs.buggy.find(({ function: name }) => name === divergence?.function);
  const place = { line, text: faulty.code.split("\n")[line - 1] ?? "" };
  const sampled: SampledTest[] = [{ test, passes: false, ...runs }];
  if (passing !== null) sampled.push({ test: passing, passes: true, ...seen(passing) });
  const reach = countReach(testsByFunction(called.seen), verdict.failing);
  const constant = functions[0] === "<module>"
    ? await constantDifference({ faulty, mended, tree, line }, python)
    : null;
  const evidence = {
    test,
    reach,
    first_divergence: divergence,
    first_value: constant ?? found?.value ?? null,
    path: start ? faultPath(start, { test, ...runs }) : [],
    assertion: failedAssertion(test, fault),
    samples: sampled.flatMap((one) => faultSample(one, place, one.passes ? undefined : found?.call) ?? []),
  };
  const suspects = suspectCalls(reach, { functions, healthy: runs.healthy, buggy: runs.buggy });
  return { ...evidence, probes: await probeFault(evidence, { faulty, mended, tree, suspects }, python) };
}

function testsByFunction(called: ReadonlyMap<string, readonly string[]>): readonly FunctionTests[] {
  const names = new Set([...called.values()].flat());
  return [...names].map((name) => ({
    name,
    tests: [...called].filter(([, functions]) => functions.includes(name)).map(([id]) => id),
  }));
}

/** The failing test that is read first: by assertion if there is one, then the one that runs the fewest lines. */
export function simplestFailure(
  { verdict, broken, coverage }: Pick<MeasuredFault, "verdict" | "broken" | "coverage">,
): string {
  const asserted = verdict.tests.filter(({ status, id }) => status === "failed" && broken.includes(id));
  const tests = asserted.length > 0 ? asserted.map(({ id }) => id) : broken;
  return smallest(tests, coverage)!;
}

/** The passing test that runs the faulty line, or failing that the place around it, with the fewest lines; null for none. */
function simplestPassing({ verdict, coverage, line, faulty, mended }: MeasuredFault): string | null {
  const healthyLine = lineMap(mended.code, faulty.code)(line) ?? line;
  const running = verdict.passing.filter((id) => coverage.get(id)?.includes(healthyLine));
  return smallest(running, coverage);
}

function smallest(ids: readonly string[], coverage: MeasuredFault["coverage"]): string | null {
  const size = (id: string) => coverage.get(id)?.length ?? 0;
  return ids.toSorted((a, b) => size(a) - size(b) || (a < b ? -1 : 1))[0] ?? null;
}

function failedAssertion(test: string, { verdict, faulty }: MeasuredFault): FailedAssertion {
  const result = verdict.tests.find(({ id }) => id === test)!;
  const frame = result.frames.findLast(({ file }) => file === `test_${faulty.moduleName}.py`);
  const message = result.message.split("\n")[0]!;
  return {
    line: frame?.line ?? 0,
    statement: frame ? statementAt(faulty.tests, frame.line) : "",
    error: message ? `${result.errorType}: ${message}` : result.errorType,
  };
}

/** Calls of functions that a failing test runs and that come out alike in both runs: leads that prove false. */
function suspectCalls(
  reach: readonly FunctionReach[],
  { functions, healthy, buggy }: Pick<MeasuredFault, "functions"> & Omit<SampledTest, "test" | "passes">,
) {
  const byStart = new Map(healthy.map((call) => [call.start, call]));
  return reach.filter(({ name }) => !functions.includes(name)).flatMap(({ name }) => {
    const calls = buggy.filter((call) => call.function === name);
    const alike = calls.every((call) => byStart.get(call.start)?.result === call.result);
    return alike ? calls.slice(0, 1) : [];
  });
}
