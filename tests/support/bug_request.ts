import type { BugRequest } from "../../lib/core/bug_strategy.ts";
import { parsePython } from "./parse_python.ts";
import { GAUGE_CODE, gaugeTests, smallSeed } from "./small_scenarios.ts";

/** A request for bugs of a module that is not run. Default: the small scenario's. */
export async function bugRequest(correctCode: string = GAUGE_CODE): Promise<BugRequest> {
  const spec = {
    seed: smallSeed(),
    summary: "Clamps, averages and counts readings.",
    moduleName: "gauge",
    problemDescription: "",
    solutionOutline: "",
    correctCode,
    unitTests: gaugeTests("gauge"),
    bugs: [],
  };
  const module = { spec, tree: await parsePython(correctCode), testIds: [] };
  return { module, subject: "Metrology::Gauges::Gauge 1", signal: new AbortController().signal };
}
