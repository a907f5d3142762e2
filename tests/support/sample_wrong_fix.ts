import type { WrongFix } from "../../lib/core/export_format.ts";
import type { ExportTask } from "../../lib/core/export_task.ts";
import { unifiedDiff } from "../../lib/core/unified_diff.ts";

/** A wrong fix of the sample "ponding_infiltration", as a run would find it. */
export function sampleWrongFix(task: ExportTask, changes: Partial<WrongFix> = {}): WrongFix {
  const name = `${task.moduleName}.py`;
  const code = task.buggyCode.replace("growth = depth\n", "growth = depth + start\n");
  const place = { function: "Soil.ponded_time", line: 87, passage: null };
  return {
    code,
    diff: unifiedDiff([name, task.buggyCode], [name, code]),
    kind: "fails",
    output: "Ran 16 tests\n\nFAILED (failures=7)\n",
    failing: task.failToPass!,
    visible: null,
    visibleTests: task.unitTests,
    report: task.failingOutput,
    description: "It adds nothing.",
    blamed: [{ ...place, description: "It adds nothing.", rootCause: "Sums are long." }],
    faults: [{ ...place, description: "It subtracts nothing.", rootCause: "Differences are long." }],
    ...changes,
  };
}
