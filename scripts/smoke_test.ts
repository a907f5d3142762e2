import { join } from "@std/path";
import { auditTask } from "../lib/flows/audit.ts";
import { PythonPool } from "../lib/python/pool.ts";
import { VERSION } from "../lib/version.ts";

/** Far above what the first start of a self-extracting program takes. */
const LIMIT_MS = 120_000;

/**
 * Tries a built program as on a machine that has nothing but Python: an empty folder, and an environment with nothing
 * but a folder for temporary files, so that nothing stays behind. Gives what is wrong with it; null where it works.
 */
export async function smokeTest(
  program: string,
  kind: "compiled" | "self-extracting",
): Promise<string | null> {
  const folder = await Deno.makeTempDir({ prefix: "synthdebug-smoke-" });
  try {
    const version = await run(program, ["--version"], folder);
    const expected = `synthdebug ${VERSION} (deno ${Deno.version.deno}, ${kind})\n`;
    if (version.stdout !== expected) {
      return `--version says "${version.stdout.trim() || version.stderr.trim()}"`;
    }
    const made = await run(program, ["generate", "--offline", "--quiet"], folder);
    if (made.code !== 0) return `generate exits with ${made.code}: ${made.stderr.trim()}`;
    // The format whose package is loaded when it is asked for.
    const [task, dataset] = [join(folder, "task.json"), join(folder, "dataset")];
    await Deno.writeTextFile(task, made.stdout);
    const exported = await run(program, ["export", task, "-f", "huggingface", "-o", dataset, "-q"], folder);
    if (exported.code !== 0) return `export exits with ${exported.code}: ${exported.stderr.trim()}`;
    await using python = await PythonPool.open({ workers: 1 });
    const { problems } = await auditTask(made.stdout, { python, skipBuggy: false });
    return problems.length === 0 ? null : `its task does not hold: ${problems.join("; ")}`;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function run(program: string, words: readonly string[], folder: string) {
  const empty = await Deno.makeTempDir({ dir: folder });
  const { code, stdout, stderr } = await new Deno.Command(program, {
    args: [...words],
    cwd: empty,
    clearEnv: true,
    env: { TMPDIR: folder },
    stdin: "null",
    signal: AbortSignal.timeout(LIMIT_MS),
  }).output();
  return { code, stdout: new TextDecoder().decode(stdout), stderr: new TextDecoder().decode(stderr) };
}
