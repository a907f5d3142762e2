import { ownLine } from "../bugs/combine_bugs.ts";
import type { Candidate } from "../core/candidate.ts";
import type { ChosenBug } from "../core/chosen_bug.ts";
import type { Python } from "../core/python.ts";
import { type ReadBug, type ReadEvidence, readEvidence } from "../core/read_evidence.ts";
import type { ReadPayload } from "../core/read_payload.ts";
import { toSortedJson } from "../core/sorted_json.ts";
import { applyEdits } from "../core/span_edit.ts";
import type { CheckedSpec } from "../core/spec.ts";
import { findTestIds } from "../core/test_ids.ts";
import { DifficultyMeter } from "../evidence/measure_difficulty.ts";
import { proveHealthy } from "../stages/3_healthy.ts";
import { judge } from "../stages/5_verdicts.ts";
import { certifyBug } from "../stages/6_choose.ts";
import { toEvidence } from "../stages/7_conversation.ts";
import { strayBlock } from "./replayed_blocks.ts";

/** How well its tests see other modules was looked at when the task was made, by rules that depend on the author. */
const ANY_MODULE = { existing: true };

/**
 * Measures a task's evidence again, from its sources and edits alone, and holds what the payload says against it: the
 * failing output, every call, value, path, sample and script of the evidence, and every block that the conversation
 * quotes. Gives what differs; nothing where all of it was seen again.
 */
export async function replayEvidence(
  json: string,
  payload: ReadPayload,
  python: Python,
): Promise<readonly string[]> {
  const read = readEvidence(json);
  if (!read.ok) return [read.rejection.detail];
  const said = read.value;
  const bug = await measureAgain(payload, said.bugs, python);
  if (typeof bug === "string") return [bug];
  const differing = compare(said, bug, payload);
  if (differing.length === 0 || said.pythonVersion === python.version) return differing;
  return differing.map((problem) =>
    `${problem} (measured by Python ${said.pythonVersion}, replayed by ${python.version})`
  );
}

function compare(said: ReadEvidence, bug: ChosenBug, { correctCode, unitTests }: ReadPayload): string[] {
  const problems: string[] = [];
  if (said.failingOutput !== bug.failingOutput) {
    problems.push("failing_output is not what run_tests.py prints");
  }
  if (said.passingOutput !== null && said.passingOutput !== bug.passingOutput) {
    problems.push("passing_output is not what run_tests.py prints");
  }
  const [before, now] = [said.evidence, toEvidence(bug)].map((evidence) => ({ ...evidence as object }));
  for (const key of Object.keys({ ...before, ...now }).sort()) {
    const [a, b] = [before, now].map((evidence) =>
      JSON.stringify(toSortedValue((evidence as Record<string, unknown>)[key]))
    );
    if (a !== b) problems.push(`evidence.${key} does not come out the same again`);
  }
  said.turns.forEach((turn, at) => {
    const stray = strayBlock(turn, { bug, correctCode, unitTests });
    if (stray !== null) problems.push(`conversation[${at}] quotes what was not seen again: ${stray}`);
  });
  return problems;
}

function toSortedValue(value: unknown): unknown {
  return value === undefined ? null : JSON.parse(toSortedJson(value));
}

async function measureAgain(
  { moduleName, correctCode, unitTests }: ReadPayload,
  bugs: readonly ReadBug[],
  python: Python,
): Promise<ChosenBug | string> {
  const [module, tests] = await Promise.all([python.parse(correctCode), python.parse(unitTests)]);
  if (!module.ok || !tests.ok) return "its sources do not parse";
  const spec = {
    seed: { domain: "", topic: "", subtopic: "" },
    summary: "",
    problemDescription: "",
    solutionOutline: "",
    moduleName,
    correctCode,
    unitTests,
    bugs: [],
  };
  const checked: CheckedSpec = { spec, tree: module.tree, testIds: findTestIds(tests.tree) };
  const healthy = await proveHealthy(checked, python, ANY_MODULE);
  if (!healthy.ok) return `the healthy module: ${healthy.rejection.detail}`;
  const candidate = toCandidate(bugs, correctCode);
  if (candidate === null) return "its edits do not fit its correct_code";
  const verdict = await judge(candidate.code, { checked, healthy: healthy.value, python });
  if (verdict.kind !== "failed") return "the edits of its bugs make no module that fails its tests";
  const caught = { candidate, verdict };
  const rated = { ...caught, difficulty: new DifficultyMeter(checked, healthy.value).rate(caught) };
  const bug = await certifyBug(rated, { checked, healthy: healthy.value, python });
  return bug.ok ? bug.value : bug.rejection.detail;
}

/** The bug that the edits make; of several, the parts that it is combined of. */
function toCandidate(bugs: readonly ReadBug[], source: string): Candidate | null {
  try {
    const parts = bugs.map((bug): Candidate => ({
      strategy: bug.strategy === "operator" ? "operator" : "llm_variant",
      operator: "replayed",
      family: "model",
      edits: bug.edits,
      code: applyEdits(source, bug.edits),
      function: bug.function,
      line: ownLine(bug, { others: bugs.filter((other) => other !== bug), source }),
      description: "",
      rootCause: "",
    }));
    if (parts.length === 1) return parts[0]!;
    const edits = parts.flatMap((part) => part.edits).sort((a, b) => a.start - b.start);
    return { ...parts[0]!, strategy: "combined", edits, code: applyEdits(source, edits), parts };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return null;
  }
}
