import { UsageError } from "../core/errors.ts";
import { basename, dirname, join } from "../deps/path.ts";
import { fileError } from "../files/file_error.ts";

/** A module's file, and what says how it must behave. */
export interface FoundModule {
  readonly module: string;
  readonly tests: string;
  /** Names of the other modules beside it. */
  readonly siblings: readonly string[];
}

/** What files a folder's modules are, besides tests. */
const NOT_MODULES = /^(?:test_.*|.*_test|conftest|setup|run_tests|__init__|__main__)$/;

/** Every module of a folder that has tests, sorted by name. */
export async function findOwnModules(folder: string): Promise<readonly FoundModule[]> {
  const stems = await modulesIn(folder);
  const found = await Promise.all(stems.map(async (stem) => {
    const tests = await testsOf(join(folder, `${stem}.py`));
    return tests === null
      ? null
      : { module: join(folder, `${stem}.py`), tests, siblings: without(stems, stem) };
  }));
  const modules = found.filter((each) => each !== null);
  if (modules.length > 0) return modules;
  const state = stems.length === 0
    ? "it holds no modules"
    : `none of its modules has tests, such as test_${stems[0]}.py`;
  throw new UsageError(`Cannot use "${folder}": ${state}`);
}

/** Names of the modules beside a file. */
export async function siblingsOf(file: string): Promise<readonly string[]> {
  return without(await modulesIn(dirname(file)), basename(file).slice(0, -3));
}

/** The file with a module's tests, beside it or in tests/; null where there is none. */
export async function testsOf(module: string): Promise<string | null> {
  const [folder, stem] = [dirname(module), basename(module).slice(0, -3)];
  for (const place of [folder, join(folder, "tests"), join(folder, "test")]) {
    for (const name of [`test_${stem}.py`, `${stem}_test.py`]) {
      const path = join(place, name);
      if (await Deno.stat(path).then((info) => info.isFile, () => false)) return path;
    }
  }
  return null;
}

async function modulesIn(folder: string): Promise<readonly string[]> {
  const stems: string[] = [];
  try {
    for await (const { name, isDirectory } of Deno.readDir(folder)) {
      if (!isDirectory && name.endsWith(".py") && !NOT_MODULES.test(name.slice(0, -3))) {
        stems.push(name.slice(0, -3));
      }
    }
  } catch (error) {
    throw fileError("read", folder, error);
  }
  return stems.sort();
}

function without(stems: readonly string[], stem: string): readonly string[] {
  return stems.filter((each) => each !== stem);
}
