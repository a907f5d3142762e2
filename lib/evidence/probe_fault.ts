import { type AstNode, walk } from "../core/ast.ts";
import type { FaultEvidence, FaultValue, Probe } from "../core/evidence.ts";
import type { Python, WatchedCall } from "../core/python.ts";
import { lineMap } from "./line_map.ts";
import { aloneScript, callScript, constantScript, lineScript, type ProbeNames } from "./probe_scripts.ts";
import { relativeDrift } from "./relative_drift.ts";
import { type ProbedFiles, runProbe } from "./run_probes.ts";

/** What probes are made for. */
export interface ProbedFault extends ProbedFiles {
  readonly tree: AstNode;
  /** Calls that come out alike with and without the fault, of functions that a failing test runs. */
  readonly suspects: readonly WatchedCall[];
}

/** The scripts that show a fault and rule out what it is not; those that cannot be run or read are left out. */
export async function probeFault(
  { test, first_divergence: divergence, first_value: value }: Omit<FaultEvidence, "probes">,
  { faulty, mended, tree, suspects }: ProbedFault,
  python: Python,
): Promise<readonly Probe[]> {
  const names: ProbeNames = { moduleName: faulty.moduleName, test, defined: definedNames(tree) };
  const scripts = [
    divergence && divergence.what === "result" ? callScript("call", divergence, names) : null,
    value?.function === "<module>" ? constantScript(value.variable, names) : null,
    value && isSameLine(value, { faulty, mended }) ? lineScript(value, names) : null,
    suspects.map((call) => callScript("suspect", call, names)).find((script) => script !== null) ?? null,
    aloneScript(names),
  ];
  const probes = await Promise.all(
    scripts.map((script) => script && runProbe(script, { faulty, mended }, python)),
  );
  return probes.filter((probe) => probe !== null).filter(isTelling);
}

/** Whether a line's number means the same in both modules: else a script would look at another line after the fix. */
function isSameLine({ line }: FaultValue, { faulty, mended }: ProbedFiles): boolean {
  return line === 0 || lineMap(mended.code, faulty.code)(line) === line;
}

/** Whether a script says what it is for: what shows the fault differs, what rules something out does not. */
function isTelling({ name, buggy, healthy }: Probe): boolean {
  return name === "suspect" ? buggy === healthy : buggy !== healthy;
}

/** The value of a constant that is assigned on the faulty line, at module level or in a class; null where it is none. */
export async function constantDifference(
  { faulty, mended, tree, line }: ProbedFiles & { readonly tree: AstNode; readonly line: number },
  python: Python,
): Promise<FaultValue | null> {
  const name = assignedAt(tree, line, faulty.code);
  if (name === null) return null;
  const names = { moduleName: faulty.moduleName, test: "", defined: [] };
  const probe = await runProbe(constantScript(name, names), { faulty, mended }, python);
  if (probe === null || probe.buggy === probe.healthy) return null;
  const [buggy, healthy] = [probe.buggy.trimEnd(), probe.healthy.trimEnd()];
  const drift = relativeDrift(buggy, healthy);
  return { function: "<module>", line, visit: 1, kind: "value", variable: name, buggy, healthy, drift };
}

function assignedAt(tree: AstNode, line: number, code: string): string | null {
  for (const { node, ancestors } of walk(tree)) {
    if (node.type !== "Assign" && node.type !== "AnnAssign") continue;
    const last = node.line + code.slice(node.start, node.end).split("\n").length - 1;
    if (line < node.line || line > last || ancestors.some(({ type }) => type.endsWith("FunctionDef"))) {
      continue;
    }
    const target = ((node.targets as AstNode[] | undefined)?.[0] ?? node.target) as AstNode;
    if (target.type !== "Name") return null;
    const owners = ancestors.filter(({ type }) => type === "ClassDef").map(({ name }) => String(name));
    return [...owners, String(target.id)].join(".");
  }
  return null;
}

/** Functions and classes of the module's top level. */
function definedNames(tree: AstNode): string[] {
  return (tree.body as AstNode[])
    .filter(({ type }) => /^(?:FunctionDef|ClassDef)$/.test(type))
    .map(({ name }) => String(name));
}
