import { changedLines, editsBetween } from "../bugs/whole_code.ts";
import { contentHash } from "../core/content_hash.ts";
import { UsageError } from "../core/errors.ts";
import { readExportTask } from "../core/export_task.ts";
import type { FoundTask } from "../core/import_format.ts";
import { moduleNameProblem } from "../core/module_name.ts";
import { type Payload, SCHEMA_VERSION } from "../core/payload.ts";
import type { Python } from "../core/python.ts";
import { accept, type Outcome, reject } from "../core/rejection.ts";
import type { Spec } from "../core/spec.ts";
import { plainText } from "../inject/source_text.ts";
import { auditTask } from "./audit.ts";
import { MOST_LINES } from "./given_bug.ts";
import { measureTask } from "./measure_task.ts";
import { readOwnModule } from "./own_module.ts";

/** A task that was taken in. */
export interface ImportedTask {
  readonly payload: Payload;
  /** "kept": its file was found, and all that it says was seen again; "measured": its file is new. */
  readonly how: "kept" | "measured";
}

/** Prints a module as Python's own printer writes it. */
const REPRINT = `import ast

with open("NAME.py", encoding="utf-8") as file:
    print(ast.unparse(ast.parse(file.read())))
`;

/**
 * Makes a task of this program's of one that was found. Its own file is taken where it is there and holds, its evidence
 * included; else everything is measured, from its sources and what is said of them.
 *
 * Rejections: those of {@linkcode measureTask}; "unusable" for sources that cannot be a task; "other_tests" where other
 * tests fail than was said.
 */
export async function importTask(
  found: FoundTask,
  { python, signal }: { readonly python: Python; readonly signal: AbortSignal },
): Promise<Outcome<ImportedTask>> {
  const kept = found.json === null ? null : await keep(found.json, python);
  if (kept !== null) return accept({ payload: kept, how: "kept" });
  const told = found.json === null ? null : readExportTask(found.json);
  const task = told?.ok ? told.value : null;
  const source = await readSource(found, python);
  if (!source.ok) return source;
  const { spec, buggyCode } = source.value;
  const author = { name: task?.author ?? "unknown", model: task?.model ?? null };
  const measured = await measureTask({ spec, bug: { buggyCode, bugs: task?.bugs ?? [] } }, {
    python,
    author,
    signal,
  });
  if (!measured.ok) return measured;
  const problem = otherTests(found, measured.value);
  return problem === null
    ? accept({ payload: measured.value, how: "measured" })
    : reject("other_tests", problem);
}

/** A whole file of a task, where it holds: its id, its tests, its evidence. */
async function keep(json: string, python: Python): Promise<Payload | null> {
  const payload = JSON.parse(json) as Payload;
  const { module_name: name, correct_code: code, buggy_code: buggy, unit_tests: tests } = payload;
  const id = contentHash([name, code, buggy, tests].join("\0")).slice(0, 16);
  if (payload.schema_version !== SCHEMA_VERSION || payload.id !== id) return null;
  const { problems } = await auditTask(json, { python, skipBuggy: false, replay: true });
  return problems.length === 0 ? payload : null;
}

/** The healthy module with its tests, and the buggy one. */
async function readSource(
  found: FoundTask,
  python: Python,
): Promise<Outcome<{ spec: Spec; buggyCode: string }>> {
  const { moduleName, unitTests, texts } = found;
  const problem = moduleNameProblem(moduleName);
  if (problem !== null) return reject("unusable", problem);
  const [correct, buggy] = [asSource(found.correctCode), asSource(found.buggyCode)];
  const code = await nearest({ moduleName, correct, buggy, unitTests }, python);
  const tests = { kind: "tests", file: `test_${moduleName}.py`, text: unitTests } as const;
  try {
    const own = { stem: moduleName, file: `${moduleName}.py`, code, tests };
    const spec = await readOwnModule(
      { ...own, texts: { ...texts, description: texts.problemDescription } },
      python,
    );
    const solutionOutline = texts.solutionOutline ?? spec.solutionOutline;
    return accept({ spec: { ...spec, solutionOutline }, buggyCode: buggy });
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return reject("unusable", error.message);
  }
}

/**
 * The healthy module as it is nearest to the buggy one: as it stands or, where that was printed anew by Python, printed by
 * Python as well.
 */
async function nearest(
  { moduleName, correct, buggy, unitTests }: {
    moduleName: string;
    correct: string;
    buggy: string;
    unitTests: string;
  },
  python: Python,
): Promise<string> {
  if (!isFar(correct, buggy)) return correct;
  const files = { moduleName, code: correct, tests: unitTests };
  const printed = await python.runProbe(files, REPRINT.replace("NAME", moduleName), { limitMs: 10_000 });
  const reprinted = printed.code === 0 ? asSource(printed.output) : correct;
  return isFar(reprinted, buggy) ? correct : reprinted;
}

function isFar(correct: string, buggy: string): boolean {
  const edits = editsBetween(correct, buggy);
  return edits === null || changedLines(edits, correct) > Math.min(MOST_LINES, 12);
}

/** A source with plain line ends, and one at its end. */
function asSource(text: string): string {
  return `${plainText(text).trimEnd()}\n`;
}

/** Where other tests fail, or pass, than was said; null where that agrees, or was not said. */
function otherTests({ failToPass, passToPass }: FoundTask, { tests }: Payload): string | null {
  const lists = [["fail", failToPass, tests.fail_to_pass], ["pass", passToPass, tests.pass_to_pass]] as const;
  for (const [what, said, seen] of lists) {
    if (said !== null && said.toSorted().join("\n") !== seen.toSorted().join("\n")) {
      return `other tests ${what} than it says: ${said.length} are named, ${seen.length} were seen`;
    }
  }
  return null;
}
