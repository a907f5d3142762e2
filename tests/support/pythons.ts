import { join } from "@std/path";
import { findInterpreter, type Interpreter } from "../../lib/python/interpreter.ts";
import { pythonPath } from "./python_path.ts";

const SUPPORTED = /^3\.(9|1[0-3])\./;

/**
 * Every Python from 3.9 to 3.13 that this machine has, one of each minor version, oldest first: `python3.X` of PATH,
 * those that pyenv installed, and the default one.
 */
export async function findPythons(): Promise<readonly Interpreter[]> {
  const found = new Map<string, Interpreter>();
  for (const candidate of [await pythonPath(), ...onPath(), ...fromPyenv()]) {
    // A link to a version that is not installed, or another program of that name.
    const interpreter = await findInterpreter(candidate).catch(() => null);
    const minor = interpreter?.version.split(".").slice(0, 2).join(".");
    if (interpreter && SUPPORTED.test(interpreter.version) && !found.has(minor!)) {
      found.set(minor!, interpreter);
    }
  }
  return [...found.values()].sort((a, b) =>
    Number(a.version.split(".")[1]) - Number(b.version.split(".")[1])
  );
}

function onPath(): string[] {
  // Version managers' shims stand for what fromPyenv() finds, and cost half a second each.
  const folders = (Deno.env.get("PATH") ?? "").split(":").filter((folder) => !folder.endsWith("/shims"));
  return folders.flatMap((folder) =>
    [9, 10, 11, 12, 13].map((minor) => join(folder, `python3.${minor}`)).filter(isFile)
  );
}

function fromPyenv(): string[] {
  const root = Deno.env.get("PYENV_ROOT") ?? join(Deno.env.get("HOME") ?? "/", ".pyenv");
  try {
    const names = [...Deno.readDirSync(join(root, "versions"))].map(({ name }) => name).sort();
    return names.map((name) => join(root, "versions", name, "bin", "python3")).filter(isFile);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}
