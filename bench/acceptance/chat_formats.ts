/**
 * Exports tasks in the chat formats, and lets those read them who they are for: OpenAI's published rules and the types of its
 * package, the library datasets, TRL with its chat templates, LLaMA-Factory with its templates, and a plain Python that makes
 * every call again.
 *
 * `deno run -A bench/acceptance/chat_formats.ts TASKS VENV`
 *
 * TASKS is a folder of task files, VENV where the Python packages are, or are to be installed from PyPI (600 MB; no torch:
 * nothing is trained). The last check runs the code of the tasks: give it no tasks that may not run on this machine. Each
 * line says what a reader found; the exit status is 1 where one fell short.
 *
 * @module
 */
import { join } from "@std/path";

/** What is needed whole, and what is needed without the torch that it asks for. */
const PACKAGES = ["openai", "datasets", "jinja2", "jsonschema", "transformers"];
const ALONE = ["trl", "llamafactory"];

const FORMATS = ["openai-chat", "openai-tools", "sharegpt", "trl-sft"];
const READERS = ["read_openai", "read_trl", "read_llamafactory", "replay_calls"];

const [tasks, venv] = Deno.args;
if (tasks === undefined || venv === undefined) {
  console.error("Cannot run: name a folder of tasks, and one for the Python packages");
  Deno.exit(2);
}

async function run(program: string, args: readonly string[]): Promise<boolean> {
  const env = {
    HF_HUB_OFFLINE: "1",
    HF_DATASETS_DISABLE_PROGRESS_BARS: "1",
    PYTHONDONTWRITEBYTECODE: "1",
    TRANSFORMERS_VERBOSITY: "error",
  };
  return (await new Deno.Command(program, { args: [...args], env }).spawn().status).success;
}

async function must(program: string, args: readonly string[]): Promise<void> {
  if (!await run(program, args)) throw new Error(`Cannot run ${program} ${args.join(" ")}`);
}

async function exists(path: string): Promise<boolean> {
  return await Deno.stat(path).then(() => true, () => false);
}

const python = join(venv, "bin", "python");
const here = import.meta.dirname!;
if (!await exists(join(venv, "installed"))) {
  await must("python3", ["-m", "venv", venv]);
  await must(python, ["-m", "pip", "install", "--quiet", ...PACKAGES]);
  await must(python, ["-m", "pip", "install", "--quiet", "--no-deps", ...ALONE]);
  await Deno.writeTextFile(join(venv, "installed"), "");
}
const output = await Deno.makeTempDir();
let failed = 0;
try {
  const main = join(here, "..", "..", "main.ts");
  for (const format of FORMATS) {
    await must(Deno.execPath(), [
      ...["run", "-A", main, "export", tasks, "--format", format, "--output", join(output, format)],
    ]);
  }
  for (const reader of READERS) {
    if (!await run(python, [join(here, `${reader}.py`), output, tasks])) failed++;
  }
} finally {
  await Deno.remove(output, { recursive: true });
}
console.log(failed === 0 ? "All readers are content" : `${failed} of ${READERS.length} readers fell short`);
Deno.exit(failed === 0 ? 0 : 1);
