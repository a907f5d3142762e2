import type { ExportFormat, ExportSink, ExportTarget } from "../core/export_format.ts";
import type { ExportTask } from "../core/export_task.ts";
import { accept, type Outcome } from "../core/rejection.ts";
import { harborFolder } from "./harbor_folder.ts";

/**
 * Tasks for coding agents in Harbor's format: a folder each, `<task>/`, or `<split>/<task>/` where splits were asked for,
 * with an instruction, a container to work in, and another that grades the module by tests of which the agent sees a part.
 */
export const harbor: ExportFormat = {
  name: "harbor",
  summary: "Agents in containers, with Harbor: a folder a task, graded by tests that are in part hidden",
  hidesTests: true,
  isChecked: true,
  open: (target) => Promise.resolve(new HarborSink(target)),
};

class HarborSink implements ExportSink {
  readonly #target: ExportTarget;
  readonly #names = new Set<string>();

  constructor(target: ExportTarget) {
    this.#target = target;
  }

  async add(task: ExportTask, split: string): Promise<Outcome<number>> {
    const { folder, isSplit, runnerCode, hideTests, check } = this.#target;
    const tests = await hideTests(task);
    if (!tests.ok) return tests;
    const short = `${slug(task.moduleName)}-${task.id.slice(0, 8)}`;
    const name = this.#names.has(short) ? `${slug(task.moduleName)}-${task.id}` : short;
    const made = harborFolder(task, { name, tests: tests.value, runner: runnerCode(task.moduleName) });
    if (check !== null) {
      const held = await check(made);
      if (!held.ok) return held;
    }
    this.#names.add(name);
    for (const [path, { text, isExecutable }] of made.files) {
      const place = `${isSplit ? `${split}/` : ""}${name}/${path}`;
      await folder.write(place, text, { executable: isExecutable });
    }
    return accept(1);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** As Harbor has names; not every Python name is one. */
function slug(moduleName: string): string {
  return moduleName.replaceAll(/[^A-Za-z0-9]+/g, "-").replaceAll(/^-|-$/g, "").slice(0, 60) || "module";
}
