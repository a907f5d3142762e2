/**
 * How long it takes to export many tasks, and how much memory: each format in a process of its own, main.ts, first with a
 * tenth of the tasks, to see what grows with their number.
 *
 * `deno run -A bench/export_many.ts [--tasks N] [--keep 1]`: 100,000 tasks unless said, which are written to a temporary folder
 * first: 60 KB each, 6 GB in all, kept with --keep. They are the three tasks of tests/testdata/tasks with other ids, ten tasks a
 * module. Modules and tests have the module's number in them, outputs and conversations the task's: what is shared is what
 * tasks of one module share. But they are of three kinds, and compress better than tasks that differ.
 *
 * @module
 */
import { fromFileUrl, join } from "@std/path";
import { SAMPLE_NAMES, samplePath } from "../tests/support/sample_tasks.ts";
import { readNumbers } from "./batch_process.ts";

const FORMATS = ["openai-chat", "huggingface"];
const MAIN = fromFileUrl(new URL("../main.ts", import.meta.url));
/** Files of a folder, since folders of a hundred thousand are slow on some systems. */
const IN_FOLDER = 1000;
const TASKS_OF_MODULE = 10;

const { tasks, keep } = readNumbers({ tasks: 100_000, keep: 0 });
const root = await Deno.makeTempDir({ prefix: "export-many-" });
try {
  const few = Math.max(1, Math.round(tasks / 10));
  console.log(`writing ${tasks} task files: ${(await writeTasks(tasks) / 1e9).toFixed(2)} GB, in ${root}`);
  for (const format of FORMATS) {
    for (const count of [few, tasks]) console.log(await measure(format, count));
  }
} finally {
  if (!keep) await Deno.remove(root, { recursive: true });
}

async function writeTasks(count: number): Promise<number> {
  const samples = SAMPLE_NAMES.map((name) => JSON.parse(Deno.readTextFileSync(samplePath(name))));
  let bytes = 0;
  for (let number = 0; number < count; number++) {
    const folder = join(root, "tasks", String(Math.floor(number / IN_FOLDER)).padStart(4, "0"));
    if (number % IN_FOLDER === 0) await Deno.mkdir(folder, { recursive: true });
    const text = JSON.stringify(variation(samples[number % samples.length], number));
    bytes += text.length;
    await Deno.writeTextFile(join(folder, `${String(number).padStart(6, "0")}.json`), text);
  }
  return bytes;
}

// deno-lint-ignore no-explicit-any -- a task's own JSON
function variation(sample: any, number: number): unknown {
  const mark = `# Variation ${number}\n`;
  const ofModule = `# Module ${Math.floor(number / (SAMPLE_NAMES.length * TASKS_OF_MODULE))}\n`;
  return {
    ...sample,
    id: number.toString(16).padStart(16, "0"),
    domain: `${sample.domain} ${number % 60}`,
    correct_code: sample.correct_code + ofModule,
    buggy_code: sample.buggy_code + ofModule,
    unit_tests: sample.unit_tests + ofModule,
    failing_output: sample.failing_output + mark,
    passing_output: sample.passing_output + mark,
    problem_description: `${sample.problem_description}\n${mark}`,
    solution_outline: `${sample.solution_outline}\n${mark}`,
    // deno-lint-ignore no-explicit-any -- as above
    conversation: sample.conversation.map((turn: any) => ({ ...turn, content: `${turn.content}\n${mark}` })),
  };
}

/** One export, as a line of the report. */
async function measure(format: string, count: number): Promise<string> {
  const output = join(root, "dataset");
  const started = performance.now();
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", MAIN, "export", join(root, "tasks"), "--format", format, "--output", output]
      .concat(["--limit", String(count), "--split", "train=0.9,test=0.1", "--json", "--quiet"]),
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  let peak = 0;
  const watch = setInterval(() => peak = Math.max(peak, peakOf(child.pid)), 50);
  const { code, stdout } = await child.output();
  clearInterval(watch);
  const seconds = (performance.now() - started) / 1000;
  if (code !== 0) throw new Error(`Cannot export as "${format}": it ended with ${code}`);
  const { records } = JSON.parse(new TextDecoder().decode(stdout));
  const size = await sizeOf(output);
  await Deno.remove(output, { recursive: true });
  return `${format}: ${records} records in ${seconds.toFixed(1)} s, ${
    (records / seconds).toFixed(0)
  } records/s, ` +
    `peak memory ${(peak / 1024).toFixed(0)} MB, dataset ${(size / 1e6).toFixed(0)} MB`;
}

/** The most memory that a process has had, in KB; 0 once it has ended. */
function peakOf(pid: number): number {
  try {
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(Deno.readTextFileSync(`/proc/${pid}/status`))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

async function sizeOf(folder: string): Promise<number> {
  let bytes = 0;
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = join(folder, name);
    bytes += isDirectory ? await sizeOf(path) : (await Deno.stat(path)).size;
  }
  return bytes;
}
