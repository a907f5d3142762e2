import type { Probe } from "../core/evidence.ts";
import type { ExportTask } from "../core/export_task.ts";
import type { Role } from "../core/payload.ts";
import { exactEdits } from "./exact_edits.ts";
import type { Block, Piece } from "./markdown_pieces.ts";
import { StepList } from "./step_list.ts";
import type { Trajectory } from "./trajectory.ts";

/** What `edit_file` gives. */
const EDITED = "ok";

/** Scripts of evidence, the one first that is run again after the fix. */
const RUN_AGAIN = ["call", "constant", "line"];

/** Follows a conversation turn by turn, and makes of each script, diff and output the step that it came from. */
export class TrajectoryWalk {
  readonly #task: ExportTask;
  readonly #list: StepList;
  readonly #module: string;
  /** The module as it is by now. */
  #code: string;
  /** What is said at the end. */
  #closing = "";
  #findings: string[] = [];
  /** What was run since the last fix, and between it and the one before. */
  #probed: Probe[] = [];
  #toRunAgain: readonly Probe[] = [];
  #problem: string | null = null;

  constructor(task: ExportTask, prompt: string) {
    this.#task = task;
    this.#list = new StepList(prompt);
    this.#module = `${task.moduleName}.py`;
    this.#code = task.buggyCode;
  }

  /** Says what is to be done before anything has been run. */
  plan(text: string): void {
    this.#list.say(text.trim());
  }

  /** Runs the tests as they fail. */
  reproduce(): void {
    this.#list.call("run_tests", {}, this.#task.failingOutput);
  }

  /** Reads the module and its tests. */
  readFiles(): void {
    this.#list.call("read_file", { path: this.#module }, this.#code);
    this.#list.call("read_file", { path: `test_${this.#module}` }, this.#task.unitTests);
  }

  /** Follows one turn. */
  follow(pieces: readonly Piece[], role: Role): void {
    const before = this.#list.takeSaid();
    this.#list.show(before);
    for (let at = 0; at < pieces.length; at++) {
      const piece = pieces[at]!;
      if (piece.kind === "prose") this.#list.say(piece.text);
      else if (piece.language === "diff") {
        this.#find(piece, before);
      } else if (role === "qa") this.#check(piece);
      else if (this.#isScript(piece)) this.#run(piece, pieces[++at]);
      else this.#list.show(piece.whole);
    }
    if (role === "architect") this.#closing = this.#list.takeSaid();
  }

  /** Why the conversation does not lead from the failing module to the healthy one; null if it does. */
  problem(): string | null {
    if (this.#problem !== null) return this.#problem;
    if (this.#code !== this.#task.correctCode) return "the diffs of its conversation do not mend the module";
    const tools = this.#list.steps.map(({ tool }) => tool);
    return tools.lastIndexOf("run_tests") < tools.lastIndexOf("edit_file")
      ? "its conversation does not run the tests after the fix"
      : null;
  }

  /** All of it. */
  trajectory(): Trajectory {
    const bugs = this.#task.bugs.map(({ description }) => description.trim());
    const causes = bugs.length > 1
      ? `Root causes:\n\n${bugs.map((bug) => `- ${bug}`).join("\n")}`
      : bugs.map((bug) => `Root cause: ${bug}`).join("");
    const closing = [...this.#list.shownLater(), this.#closing, this.#list.takeSaid()];
    return {
      steps: this.#list.steps,
      findings: this.#findings,
      causes,
      closing: closing.filter((part) => part !== ""),
    };
  }

  /** A fault that is explained and mended; words from before the turn belong to what was run there. */
  #find({ text, whole }: Block, before: string): void {
    const edits = exactEdits(this.#code, text);
    if (edits === null) return this.#fail("a diff of its conversation does not fit the module");
    const said = this.#list.takeSaid();
    const why = said.startsWith(before) ? said.slice(before.length).trimStart() : said;
    this.#findings.push([why, whole].filter((part) => part !== "").join("\n\n"));
    this.#list.show(said);
    for (const { old, put } of edits) {
      this.#list.call("edit_file", { path: this.#module, old_text: old, new_text: put }, EDITED);
      this.#code = this.#code.replace(old, () => put);
    }
    this.#toRunAgain = this.#probed;
    this.#probed = [];
  }

  #isScript({ text }: Block): boolean {
    return this.#task.probes.some(({ script }) => isSame(script, text));
  }

  /** A script with what it printed: scripts of two faults may be the same, and print something else each. */
  #run({ text }: Block, printed: Piece | undefined): void {
    const output = printed?.kind === "block" ? printed.text : null;
    const probe = this.#task.probes.find(({ script, buggy }) =>
      isSame(script, text) && output !== null && isSame(buggy, output)
    );
    if (probe === undefined) {
      return this.#fail("what a script of its conversation printed is not in its evidence");
    }
    this.#list.nameWatched(probe.script);
    this.#list.call("run_python", { code: probe.script }, probe.buggy);
    this.#probed.push(probe);
  }

  /** What is run after a fix: the tests, or a script from before it. */
  #check({ text, whole }: Block): void {
    if (this.#findings.length === 0) return this.#list.show(whole);
    if (/^Ran \d+ tests?$/m.test(text)) return this.#runTests(text);
    const ranked = RUN_AGAIN.flatMap((name) => this.#toRunAgain.filter((probe) => probe.name === name));
    const probe = ranked.find(({ healthy }) => isSame(healthy, text));
    if (probe !== undefined) this.#list.call("run_python", { code: probe.script }, probe.healthy);
    else if (this.#task.probes.length === 0) this.#list.show(whole);
    else this.#fail("an output of its conversation is not in its evidence");
  }

  /** After the last fix the tests print what the file says. */
  #runTests(text: string): void {
    // The words around the block tell of it as of something that has been seen.
    this.#list.takeSaid();
    const { correctCode, passingOutput } = this.#task;
    if (this.#code !== correctCode || passingOutput === null) {
      return this.#list.call("run_tests", {}, text.trimEnd() + "\n");
    }
    if (isSame(passingOutput, text)) this.#list.call("run_tests", {}, passingOutput);
  }

  #fail(problem: string): void {
    this.#problem ??= problem;
  }
}

/** Whether a block shows a text: blocks end without blank lines. */
function isSame(text: string, shown: string): boolean {
  return text.trimEnd() === shown.trimEnd();
}
