import { findInterpreter } from "../../lib/python/interpreter.ts";

const REMEMBERED = "SYNTHDEBUG_TEST_PYTHON_PATH";

/**
 * Path of the default Python's real binary. A version manager's shim takes half a second, so it is asked once: the
 * files of a test run share their environment.
 */
export async function pythonPath(): Promise<string> {
  const known = Deno.env.get(REMEMBERED);
  if (known) return known;
  const { path } = await findInterpreter();
  Deno.env.set(REMEMBERED, path);
  return path;
}
