import type { ExportTask } from "../core/export_task.ts";
import { accept, type Outcome, reject } from "../core/rejection.ts";
import { toolPrompt } from "./chat_prompt.ts";
import { type Piece, piecesOf } from "./markdown_pieces.ts";
import type { Trajectory } from "./trajectory.ts";
import { TrajectoryWalk } from "./trajectory_walk.ts";

/**
 * The way of a task's conversation as calls of tools: each script, output and diff that it quotes becomes the call that it
 * came from. Nothing is made up: a call whose output is in neither the conversation nor the evidence is not made. Words of
 * what only the maker of the task has measured are left out, or told at the end where a call has shown it by then.
 *
 * Rejections: "no_trajectory" where the conversation does not lead from the failing module to the healthy one, or quotes of a
 * script what its evidence does not hold.
 */
export function toTrajectory(task: ExportTask): Outcome<Trajectory> {
  const { conversation, failingOutput } = task;
  const report = conversation.findIndex(({ role, content }) =>
    role === "qa" && piecesOf(content).some((piece) => isOutput(piece, failingOutput))
  );
  if (report < 0) return reject("no_trajectory", "its conversation does not report the failing tests");
  const walk = new TrajectoryWalk(task, toolPrompt(task));
  for (const { role, content } of conversation.slice(0, report)) {
    if (role === "planner") walk.plan(content);
  }
  walk.reproduce();
  const turns = conversation.slice(report + 1);
  const reading = turns.findIndex(({ role }) => role === "developer");
  for (const [at, { role, content }] of turns.entries()) {
    // From here on planners tell of runs under a tracer, which is none of the tools.
    if (role !== "planner") walk.follow(piecesOf(content), role);
    // Whoever has read what failed reads the sources next.
    if (at === Math.max(reading, 0)) walk.readFiles();
  }
  const problem = walk.problem();
  return problem === null ? accept(walk.trajectory()) : reject("no_trajectory", problem);
}

function isOutput(piece: Piece, output: string): boolean {
  return piece.kind === "block" && piece.text.trimEnd() === output.trimEnd();
}
