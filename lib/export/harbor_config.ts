import type { ExportTask } from "../core/export_task.ts";
import type { HiddenTests } from "../core/hidden_tests.ts";
import { TomlFloat, type TomlTable, toToml } from "./toml.ts";

/** The user that agents work as. */
export const AGENT_USER = "agent";

/** The Python for files that do not say which one judged them. */
const USUAL_PYTHON = "3.12";

/** The image that both containers are made from: the small one of the Python that judged the task. It has bash. */
export function imageOf({ pythonVersion }: ExportTask): string {
  const known = /^(3\.\d+)(?:\.|$)/.exec(pythonVersion ?? "");
  return `python:${known?.[1] ?? USUAL_PYTHON}-slim`;
}

/** The task.toml. It is read outside of the containers; even so it says nothing of where the bug is. */
export function harborConfig(
  task: ExportTask,
  { name, tests }: { readonly name: string; readonly tests: HiddenTests },
): string {
  const { domain, topic, subtopic, difficulty, moduleName } = task;
  const failing = tests.failToPass.filter((id) => tests.hidden.includes(id));
  const machine = {
    build_timeout_sec: new TomlFloat(600),
    cpus: 1,
    memory_mb: 2048,
    storage_mb: 4096,
  };
  const tables: readonly TomlTable[] = [
    // A verifier of its own gets these files, and nothing else, of what the agent leaves.
    ["", { schema_version: "1.1", artifacts: [`/app/${moduleName}.py`] }],
    ["task", {
      name: `synthdebug/${name}`,
      description: `Mend a Python module: ${oneLine(task.summary)}`,
      keywords: ["debugging", "python", ...oneLine(domain) === "" ? [] : [oneLine(domain)]],
    }],
    ["[task.authors]", { name: "synthdebug" }],
    ["metadata", {
      category: "debugging",
      tags: ["python", ...oneLine(topic) === "" ? [] : [oneLine(topic)]],
      task_id: task.id,
      domain,
      topic,
      subtopic,
      ...difficulty === null ? {} : {
        difficulty: difficulty.label,
        difficulty_score: new TomlFloat(difficulty.score),
      },
      bugs: Math.max(task.bugs.length, 1),
      tests: tests.all.length,
      hidden_tests: tests.hidden.length,
      fail_to_pass: tests.failToPass.length,
      hidden_fail_to_pass: failing.length,
    }],
    ["verifier", { timeout_sec: new TomlFloat(300), environment_mode: "separate" }],
    ["verifier.environment", { ...machine, network_mode: "no-network" }],
    ["agent", { timeout_sec: new TomlFloat(1800), user: AGENT_USER }],
    ["environment", { ...machine, network_mode: "public", workdir: "/app" }],
  ];
  return toToml(tables);
}

function oneLine(text: string): string {
  return text.trim().replaceAll(/\s+/g, " ");
}
