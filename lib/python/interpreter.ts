import { EnvironmentError, messageOf } from "../core/errors.ts";

/** An interpreter that can run tasks. */
export interface Interpreter {
  /** Absolute path of the real binary: never a shim or a link. */
  readonly path: string;
  /** Such as "3.11.7". */
  readonly version: string;
  /** Folders of installed packages that foreign code may import. Default: none. */
  readonly packages?: readonly string[];
}

const OLDEST = [3, 9];
/** The folders of a virtual environment are its own, and not those of the Python that it was made from. */
const ASK_PACKAGES = "import os, site; print('\\n'.join(filter(os.path.isdir, site.getsitepackages())))";
const ASK =
  "import os, sys; print(os.path.realpath(sys.executable)); print('%d.%d.%d' % sys.version_info[:3])";

/**
 * The interpreter with the folders of the packages that are installed for it, for the whole system or its virtual
 * environment.
 *
 * @param python The name or path by which it was asked for.
 */
export async function withPackages(
  interpreter: Interpreter,
  python: string | undefined,
): Promise<Interpreter> {
  const { stdout } = await new Deno.Command(python ?? interpreter.path, {
    args: ["-s", "-c", ASK_PACKAGES],
    stdin: "null",
    stderr: "null",
    signal: AbortSignal.timeout(20_000),
    env: defaultPath(),
  }).output();
  const packages = new TextDecoder().decode(stdout).split("\n").filter((line) => line.startsWith("/"));
  return { ...interpreter, packages };
}

/**
 * Finds the interpreter: `python` (a name or path), else `python3`, else `python` of PATH.
 *
 * @throws {EnvironmentError} where there is none, it does not start, or it is older than 3.9.
 */
export async function findInterpreter(python?: string): Promise<Interpreter> {
  if (python !== undefined) return await askInterpreter(python);
  try {
    return await askInterpreter("python3");
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    // Some systems have only `python`; what is said of python3 stands if that is missing too.
    return await askInterpreter("python").catch(() => Promise.reject(error));
  }
}

async function askInterpreter(python: string): Promise<Interpreter> {
  const advice = "install Python 3.9 or later, or name one with --python";
  let output: Deno.CommandOutput;
  try {
    const signal = AbortSignal.timeout(20_000);
    const options: Deno.CommandOptions = {
      args: ["-S", "-c", ASK],
      stdin: "null",
      signal,
      env: defaultPath(),
    };
    output = await new Deno.Command(python, options).output();
  } catch (error) {
    if (error instanceof Deno.errors.NotCapable) throw error;
    const state = error instanceof Deno.errors.NotFound ? "there is no such program" : messageOf(error);
    throw new EnvironmentError(`Cannot run "${python}": ${state}; ${advice}`, { cause: error });
  }
  const decoder = new TextDecoder();
  const [path, version] = decoder.decode(output.stdout).split("\n").map((line) => line.trim());
  const [major, minor] = (version ?? "").split(".").map(Number);
  if (!output.success || !path || major === undefined || minor === undefined) {
    const said = decoder.decode(output.stderr).trim().split("\n").at(-1)?.slice(0, 200);
    throw new EnvironmentError(
      `Cannot run "${python}": it is no working Python (${said || "no answer"}); ${advice}`,
    );
  }
  if (major !== OLDEST[0] || minor < OLDEST[1]!) {
    throw new EnvironmentError(`Cannot use "${python}": it is Python ${version}; ${advice}`);
  }
  return { path, version: version! };
}

/** Where to look for programs if the environment has no PATH: shells have such a place, Deno has none. */
function defaultPath(): Record<string, string> {
  try {
    const path = Deno.env.get("PATH") ?? "";
    // Deno itself puts a folder of its own in front of PATH, also where there is none.
    return /^([^:]*node_compat_bin)?$/.test(path) ? { PATH: "/usr/local/bin:/usr/bin:/bin" } : {};
  } catch {
    // Without the permission to look, the environment stays as it is.
    return {};
  }
}
