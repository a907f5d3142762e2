import type { ExportTask } from "../core/export_task.ts";
import { accept, type Outcome, reject } from "../core/rejection.ts";
import { type ExactEdit, exactEdits } from "./exact_edits.ts";
import { type Piece, piecesOf } from "./markdown_pieces.ts";

/** One call of a tool, with what was thought before it and what it gave. */
export interface TrajectoryStep {
  /** Markdown; "" where nothing is said. */
  readonly thought: string;
  /** Name of the tool: see `trajectory_tools.ts`. */
  readonly tool: "run_tests" | "read_file" | "run_python" | "edit_file";
  readonly arguments: Readonly<Record<string, string>>;
  /** What the tool gave: measured when the task was made. */
  readonly output: string;
}

/** How a task is solved by somebody with tools. */
export interface Trajectory {
  readonly steps: readonly TrajectoryStep[];
  /** What is said at the end. */
  readonly conclusion: string;
}

/** What `edit_file` gives. */
export const EDITED = "ok";

/** Words of what is known only by comparing with the mended module: said at the end, when that is there. */
const HINDSIGHT =
  /\bthe mended code\b|once the fault is mended|with the fault and without|travels outwards|first call that/;

/**
 * The way of a task's conversation as calls of tools: each script, output and diff that it quotes becomes the call that it
 * came from. Nothing is made up: a call whose output is in neither the conversation nor the evidence is not made.
 *
 * Rejections: "no_trajectory" where the conversation does not lead from the failing module to the healthy one.
 */
export function toTrajectory(task: ExportTask): Outcome<Trajectory> {
  const { conversation, failingOutput } = task;
  const report = conversation.findIndex(({ role, content }) =>
    role === "qa" && piecesOf(content).some((piece) => isOutput(piece, failingOutput))
  );
  if (report < 0) return reject("no_trajectory", "its conversation does not report the failing tests");
  const walk = new Walk(task);
  const turns = conversation.slice(report + 1);
  const reading = turns.findIndex(({ role }) => role === "developer");
  for (const [at, { role, content }] of turns.entries()) {
    // Planners tell of runs under a tracer, which is none of the tools.
    if (role !== "planner") { for (const piece of piecesOf(content)) walk.take(piece); }
    // Whoever has read what failed reads the sources next.
    if (at === Math.max(reading, 0)) walk.readFiles();
  }
  return walk.end();
}

function isOutput(piece: Piece, output: string): boolean {
  return piece.kind === "block" && piece.text.trimEnd() === output.trimEnd();
}

class Walk {
  readonly #task: ExportTask;
  readonly #steps: TrajectoryStep[];
  /** The module as it is by now. */
  #code: string;
  #said: string[] = [];
  #later: string[] = [];
  #lastScript: string | null = null;
  #isMended = false;
  #problem: string | null = null;

  constructor(task: ExportTask) {
    this.#task = task;
    this.#code = task.buggyCode;
    this.#steps = [{ thought: "", tool: "run_tests", arguments: {}, output: task.failingOutput }];
  }

  take(piece: Piece): void {
    if (piece.kind === "prose") this.#say(piece.text);
    else if (piece.language === "diff") this.#edit(piece.text);
    else if (this.#isRun(piece.text)) this.#runTests(piece.text);
    else if (this.#isScript(piece.text)) this.#runScript(piece.text);
    else if (!this.#isKnownOutput(piece.text)) this.#said.push(piece.whole);
  }

  readFiles(): void {
    const { moduleName, buggyCode, unitTests } = this.#task;
    const [module, tests] = [`${moduleName}.py`, `test_${moduleName}.py`];
    this.#call("read_file", { path: module }, buggyCode);
    this.#call("read_file", { path: tests }, unitTests);
  }

  end(): Outcome<Trajectory> {
    if (this.#problem !== null) return reject("no_trajectory", this.#problem);
    if (this.#code !== this.#task.correctCode) {
      return reject("no_trajectory", "the diffs of its conversation do not mend the module");
    }
    const tools = this.#steps.map(({ tool }) => tool);
    if (tools.lastIndexOf("run_tests") < tools.lastIndexOf("edit_file")) {
      return reject("no_trajectory", "its conversation does not run the tests after the fix");
    }
    return accept({ steps: this.#steps, conclusion: [...this.#later, this.#thought()].join("\n\n") });
  }

  #say(prose: string): void {
    for (const paragraph of prose.split(/\n{2,}/)) {
      (HINDSIGHT.test(paragraph) ? this.#later : this.#said).push(paragraph);
    }
  }

  #edit(diff: string): void {
    const edits: readonly ExactEdit[] | null = exactEdits(this.#code, diff);
    if (edits === null) {
      this.#problem ??= "a diff of its conversation does not fit the module";
      return;
    }
    for (const { old, put } of edits) {
      const path = `${this.#task.moduleName}.py`;
      this.#call("edit_file", { path, old_text: old, new_text: put }, EDITED);
      this.#code = this.#code.replace(old, () => put);
    }
    this.#isMended = true;
  }

  /** Whether a block is what the tests print, after a fix: of the last fix it must be what the file says. */
  #isRun(text: string): boolean {
    const { passingOutput } = this.#task;
    if (!this.#isMended || !/^Ran \d+ tests?$/m.test(text)) return false;
    const isLast = this.#code === this.#task.correctCode;
    return !isLast || passingOutput === null || text.trimEnd() === passingOutput.trimEnd();
  }

  #runTests(output: string): void {
    // The words around the block tell of it as of something that has been seen.
    this.#said = [];
    this.#call("run_tests", {}, output.trimEnd() + "\n");
  }

  #isScript(text: string): boolean {
    return this.#task.probes.some(({ script }) => script.trimEnd() === text.trimEnd());
  }

  #runScript(text: string): void {
    const probe = this.#task.probes.find(({ script }) => script.trimEnd() === text.trimEnd())!;
    this.#lastScript = probe.script;
    this.#call("run_python", { code: probe.script }, probe.buggy);
  }

  /** Whether a block is a script's output: of one that has just been run, or of one that is run again after the fix. */
  #isKnownOutput(text: string): boolean {
    const last = this.#steps.at(-1)!;
    if (last.tool === "run_python" && last.output.trimEnd() === text.trimEnd()) return true;
    if (!this.#isMended || this.#lastScript === null) return false;
    const again = this.#task.probes.findLast(({ script, healthy }) =>
      healthy.trimEnd() === text.trimEnd() && this.#hasRun(script)
    );
    if (again === undefined) return false;
    this.#said = [];
    this.#call("run_python", { code: again.script }, again.healthy);
    return true;
  }

  #hasRun(code: string): boolean {
    return this.#steps.some((step) => step.tool === "run_python" && step.arguments.code === code);
  }

  #call(tool: TrajectoryStep["tool"], given: TrajectoryStep["arguments"], output: string): void {
    this.#steps.push({ thought: this.#thought(), tool, arguments: given, output });
  }

  #thought(): string {
    const thought = this.#said.join("\n\n");
    this.#said = [];
    return thought;
  }
}
