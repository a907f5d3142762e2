import { parseJson } from "../core/parse_json.ts";
import type { Python, PythonGrader } from "../core/python.ts";
import type { TaskFolder } from "../core/task_folder.ts";
import { type Cheat, hardCodedCheats, plainCheats, recordingScript } from "../export/harbor_cheats.ts";
import { runSolution } from "./run_solution.ts";

/** What a graded run of a task's folder came to. */
export interface CheckedRun {
  /** "nothing", "solution", or the cheat. */
  readonly name: string;
  /** What it has to score. */
  readonly expected: 0 | 1;
  /** What it scored; null where no reward was written, or none that is 0 or 1. */
  readonly reward: number | null;
  /** What the grader said, in one line. */
  readonly says: string;
}

/** What checking a task came to. */
export interface CheckedTask {
  /** The task's folder. */
  readonly name: string;
  /** Whether each run scored what it has to. */
  readonly holds: boolean;
  /** All runs. */
  readonly runs: readonly CheckedRun[];
}

/** Processor time of a grader and of what it starts, each: the grader's own limits are to come first. */
const LIMIT_MS = 45_000;

/**
 * Grades a task's folder by its own grader, laid out as its containers would have it: nothing done must score 0, the
 * solution 1, and every cheat 0.
 */
export async function checkHarbor(
  folder: TaskFolder,
  { python, signal }: { readonly python: Python & PythonGrader; readonly signal: AbortSignal },
): Promise<CheckedTask> {
  const { task, tests, files } = folder;
  const module = `app/${task.moduleName}.py`;
  const start = containerFiles(folder);
  const run = async (name: string, expected: 0 | 1, changes: Cheat["files"]): Promise<CheckedRun> => {
    const changed = Object.entries({ ...start, ...changes })
      .filter((entry): entry is [string, string] => entry[1] !== null);
    const { reward, output } = await python.grade(Object.fromEntries(changed), { limitMs: LIMIT_MS });
    const number = reward?.trim();
    return {
      name,
      expected,
      reward: number === "0" ? 0 : number === "1" ? 1 : null,
      says: output.trim().split("\n").at(-1)!.slice(0, 500),
    };
  };
  const solved = await runSolution(files.get("solution/solve.sh")!.text, { task, signal });
  const recorded = await python.runProbe(
    { moduleName: task.moduleName, code: task.correctCode, tests: tests.visibleTests },
    recordingScript(task.moduleName),
    { limitMs: LIMIT_MS },
  );
  const cheats = [...plainCheats(folder), ...hardCodedCheats(folder, knownIn(recorded.output))];
  const runs = await Promise.all([
    run("nothing", 0, {}),
    run("solution", 1, { [module]: solved }),
    ...cheats.map((cheat) => run(cheat.name, 0, cheat.files)),
  ]);
  return { name: folder.name, holds: runs.every(({ expected, reward }) => reward === expected), runs };
}

/** The files that the containers have, by their places beside each other. */
function containerFiles({ files }: TaskFolder): Readonly<Record<string, string>> {
  const placed = [...files].flatMap(([path, { text }]) => {
    if (path.startsWith("environment/app/")) return [[path.slice("environment/".length), text]];
    return path.startsWith("tests/") ? [[path, text]] : [];
  });
  return Object.fromEntries(placed);
}

/** Calls and results, as the recording script told them; none where it could not. */
function knownIn(output: string): Readonly<Record<string, string>> {
  const parsed = parseJson(output.trim().split("\n").at(-1)!);
  const value = parsed.ok && typeof parsed.value === "object" ? parsed.value ?? {} : {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}
