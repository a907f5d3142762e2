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
  /** Of each fault, in the order in which they are mended, why it is one, with its place and its fix: Markdown. */
  readonly findings: readonly string[];
  /** What is wrong, in a few words: Markdown; "" where the task does not say. */
  readonly causes: string;
  /** What the steps have shown of the faults by the end, what holds now, and what keeps it so: Markdown. */
  readonly closing: readonly string[];
}

/** The last words of a trajectory: the root cause, what holds now, and what keeps it so. */
export function conclusionOf({ causes, closing }: Trajectory): string {
  return [causes, ...closing].filter((part) => part !== "").join("\n\n");
}
