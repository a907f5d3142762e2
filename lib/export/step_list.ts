import type { TrajectoryStep } from "./trajectory.ts";
import { isShown, toSolverWords } from "./solver_words.ts";

/** The steps of a trajectory as they come, and what is said between them. */
export class StepList {
  readonly #steps: TrajectoryStep[] = [];
  /** All that whoever solves the task has read. */
  readonly #seen: string[];
  #said: string[] = [];
  #later: string[][] = [];

  /** The task's text has been read at the start. */
  constructor(prompt: string) {
    this.#seen = [prompt];
  }

  /** The steps that there are. */
  get steps(): readonly TrajectoryStep[] {
    return this.#steps;
  }

  /** Says words before the next step: what can be known by then. */
  say(prose: string): void {
    for (const paragraph of prose.split(/\n{2,}/)) {
      const { now, later } = toSolverWords(paragraph, this.#seen);
      if (now !== "") this.#said.push(now);
      if (later.length > 0) this.#later.push([...later]);
    }
  }

  /** Shows a text as it is before the next step. */
  show(markdown: string): void {
    if (markdown !== "") this.#said.push(markdown);
  }

  /** Names the function that the next script watches, of which conversations have told before. */
  nameWatched(script: string): void {
    const name = /\bco_name != "(\w+)"/.exec(script)?.[1];
    if (name === undefined) return;
    this.#said = this.#said.map((text) => text.replace("what that place does", `what \`${name}\` does`));
  }

  /** Takes back what was said since the last step, and gives it. */
  takeSaid(): string {
    const said = this.#said.join("\n\n");
    this.#said = [];
    return said;
  }

  /** Makes a step, before which that is said which was said since the last one. */
  call(tool: TrajectoryStep["tool"], given: TrajectoryStep["arguments"], output: string): void {
    this.#steps.push({ thought: this.takeSaid(), tool, arguments: given, output });
    this.#seen.push(output, ...Object.values(given));
  }

  /** What could not be known when it was told, as far as the steps have shown it: a paragraph each. */
  shownLater(): readonly string[] {
    return this.#later.map((sentences) => sentences.filter((each) => isShown(each, this.#seen)).join(" "))
      .filter((paragraph) => paragraph !== "");
  }
}
