import type { Probe } from "../core/evidence.ts";
import type { ColdRun, Python, TaskFiles } from "../core/python.ts";
import type { ProbeScript } from "./probe_scripts.ts";

/** Processor time of a script, far above what one takes. */
const LIMIT_MS = 5_000;
/** What can be read at a glance. */
const MOST_LINES = 12;
const MOST_CHARACTERS = 900;

/** A task's files with the fault, and with the fault mended. */
export interface ProbedFiles {
  readonly faulty: TaskFiles;
  readonly mended: TaskFiles;
}

/** Runs a script on both modules; null where it does not end well on the mended one, or prints too much. */
export async function runProbe(
  { name, script }: ProbeScript,
  { faulty, mended }: ProbedFiles,
  python: Python,
): Promise<Probe | null> {
  const [bad, good] = await Promise.all(
    [faulty, mended].map((files) => python.runProbe(files, script, { limitMs: LIMIT_MS })),
  );
  if (!isReadable(bad!) || !isReadable(good!) || good!.code !== 0) return null;
  return { name, script, buggy: bad!.output, healthy: good!.output };
}

function isReadable({ kind, output, outputCut }: ColdRun): boolean {
  return kind === "exited" && !outputCut && output.trim() !== "" && output.length <= MOST_CHARACTERS &&
    output.trimEnd().split("\n").length <= MOST_LINES && !/\bat 0x/.test(output);
}
