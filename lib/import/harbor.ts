import { UsageError } from "../core/errors.ts";
import type { FolderFormat, FoundTask, FoundTexts } from "../core/import_format.ts";
import { accept, type Outcome, reject } from "../core/rejection.ts";
import { join } from "../deps/path.ts";
import { readTextBounded } from "../files/read_bounded.ts";
import { applyPatch } from "./instance_sources.ts";

/** Longest file that is read, in bytes. */
const MAX_BYTES = 1_000_000;

/** Folders that hold what the agent's container has, the likeliest first. */
const PLACES = ["environment/app", "environment"];

/**
 * Harbor's folders, of one module each: the buggy module in `environment/`, the tests in `tests/`, and a `solution/solve.sh` that
 * writes the module, or applies a patch, from a here-document. Nothing of it is run.
 */
export const harbor: FolderFormat = {
  name: "harbor",
  kind: "folder",
  summary: "Task folders of Harbor, of one module each, whose solution is written out in solve.sh",
  recognises: (names) =>
    ["task.toml", "instruction.md", "environment", "tests"].every((name) => names.includes(name)),
  async read(folder) {
    try {
      return await readFolder(folder);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      return reject("unreadable", error.message);
    }
  },
};

async function readFolder(folder: string): Promise<Outcome<FoundTask>> {
  const found = await findModule(folder);
  if (found === null) {
    return reject("no_task", "environment/ does not hold one Python module, besides its tests");
  }
  const { place, moduleName } = found;
  const read = (...path: readonly string[]) => readPlain(join(folder, ...path));
  const buggyCode = await read(place, `${moduleName}.py`);
  const unitTests = await read("tests", `test_${moduleName}.py`);
  const correctCode = solved(await read("solution", "solve.sh"), { moduleName, buggyCode });
  if (correctCode === null) return reject("no_fix", `solution/solve.sh does not write out ${moduleName}.py`);
  const texts = textsOf(await read("task.toml"), await read("instruction.md"));
  return accept({
    moduleName,
    correctCode,
    buggyCode,
    unitTests,
    texts,
    failToPass: null,
    passToPass: null,
    json: null,
  });
}

/** The only module that the agent's container gets. */
async function findModule(folder: string): Promise<{ place: string; moduleName: string } | null> {
  for (const place of PLACES) {
    const entries = await Array.fromAsync(Deno.readDir(join(folder, place))).catch(() => []);
    const modules = entries.map(({ name }) => /^([a-z_][a-z0-9_]*)\.py$/.exec(name)?.[1])
      .filter((name) => name !== undefined && !name.startsWith("test_") && name !== "run_tests");
    if (modules.length > 0) return modules.length === 1 ? { place, moduleName: modules[0]! } : null;
  }
  return null;
}

/** A file that is no link: a folder from elsewhere may hold links to anywhere. */
async function readPlain(path: string): Promise<string> {
  const info = await Deno.lstat(path).catch(() => null);
  if (info?.isSymlink) throw new UsageError(`Cannot read "${path}": it is a link`);
  return await readTextBounded(path, MAX_BYTES);
}

/** The module as a script writes it, or a patch in the script makes it; null where it does neither. */
function solved(
  script: string,
  { moduleName, buggyCode }: { moduleName: string; buggyCode: string },
): string | null {
  const lines = script.split("\n");
  for (const [at, line] of lines.entries()) {
    const [, mark] = /<<\s*'(\w+)'\s*$/.exec(line) ?? [];
    const end = mark === undefined ? -1 : lines.indexOf(mark, at + 1);
    if (end < 0) continue;
    const text = lines.slice(at + 1, end).map((each) => `${each}\n`).join("");
    if (/^(?:--- |diff --git )/.test(text)) return applyPatch(buggyCode, text);
    if (!line.includes(`${moduleName}.py`) || !line.includes(">")) continue;
    return /\bhead -c -1\b/.test(line) ? text.slice(0, -1) : text;
  }
  return null;
}

function textsOf(config: string, instruction: string): FoundTexts {
  const value = (key: string) => {
    const [, quoted] = new RegExp(`^${key} = ("(?:[^"\\\\\\n]|\\\\.)*")$`, "m").exec(config) ?? [];
    try {
      const text = quoted === undefined ? "" : String(JSON.parse(quoted)).trim();
      return text === "" ? undefined : text;
    } catch {
      return undefined;
    }
  };
  const heading = "\n## What the module must do\n";
  const at = instruction.indexOf(heading);
  const described = at < 0 ? "" : instruction.slice(at + heading.length).trim();
  return {
    domain: value("domain"),
    topic: value("topic"),
    subtopic: value("subtopic"),
    summary: value("description")?.replace(/^Mend a Python module: /, ""),
    problemDescription: described === "" ? undefined : described,
  };
}
