import type { ExportTask } from "../core/export_task.ts";
import type { TestId } from "../core/test_ids.ts";
import { fenced } from "./chat_prompt.ts";
import type { BrokenTests } from "./named_tests.ts";
import { reproduction } from "./reproduction.ts";
import { type TestFailure, testFailures } from "./test_failures.ts";

/** Checks that are listed one by one. */
const MOST_LISTED = 8;

/**
 * A task's bug as a user of the module would report it: what goes wrong, with a script that shows it, and what else does.
 * It is made of what the tests print, and of their text; nothing in it tells where in the module the fault is.
 */
export function issueText(task: ExportTask, { failing, passing }: BrokenTests): string {
  const { moduleName, summary, failingOutput, unitTests, pythonVersion } = task;
  const told = testFailures(failingOutput, moduleName).filter(({ id }) => failing.includes(id))
    .map((failure) => ({ failure, script: withoutFix(reproduction(unitTests, failure), task) }));
  const length = ({ script }: typeof told[number]) => script?.length ?? Infinity;
  const best = told.toSorted((a, b) => length(a) - length(b))[0];
  const others = failing.filter((id) => id !== best?.failure.id);
  return [
    `# ${titleOf(moduleName, best?.failure)}`,
    `I use \`${moduleName}.py\` (${
      summary.trim().replace(/\.$/, "")
    }), and what it gives is not what README.md says.`,
    ...best ? shown(best.failure, best.script) : [],
    ...listed(best ? "These go wrong as well" : "These go wrong", others),
    ...passing.length > 0 ? [`${passing.length} other checks that I have are fine.`] : [],
    ...pythonVersion === null ? [] : [`Python ${pythonVersion}.`],
  ].join("\n\n") + "\n";
}

function shown({ id, error }: TestFailure, script: string | null): readonly string[] {
  if (script === null) {
    return [`What I checked: ${wordsOf(id)}. What came of it:`, fenced("text", error)];
  }
  return ["## How to see it", fenced("python", script), "It ends with", fenced("text", error)];
}

function listed(heading: string, ids: readonly TestId[]): readonly string[] {
  if (ids.length === 0) return [];
  const rows = ids.slice(0, MOST_LISTED).map((id) => `- ${wordsOf(id)}`);
  if (ids.length > rows.length) rows.push(`- and ${ids.length - rows.length} more`);
  return [`${heading}:`, rows.join("\n")];
}

function titleOf(moduleName: string, failure: TestFailure | undefined): string {
  if (failure === undefined) return `${moduleName} gives wrong results`;
  const line = failure.error.split("\n")[0]!.replace(/^AssertionError:? */, "");
  const [, both] = /^(.{1,60}? != .{1,60}?)(?: within .*| : .*)?$/.exec(line) ?? [];
  const state = both ?? (line !== "" && line.length <= 90 ? line : null);
  return `${moduleName}: ${wordsOf(failure.id)}${state === null ? "" : ` (${state})`}`;
}

/** What a test checks, by its name: "test_barren_variables_take_no_part" is "barren variables take no part". */
function wordsOf(id: TestId): string {
  const [className = "", method = ""] = id.split(".");
  const words = method.replace(/^test_?/, "").replaceAll("_", " ").trim();
  return words === "" ? className : words;
}

/** A script, unless a line of the mended module stands in it. */
function withoutFix(script: string | null, { buggyCode, correctCode }: ExportTask): string | null {
  const known = new Set(buggyCode.split("\n").map((line) => line.trim()));
  const mended = correctCode.split("\n").map((line) => line.trim())
    .filter((line) => line.length > 12 && !known.has(line));
  return script !== null && mended.some((line) => script.includes(line)) ? null : script;
}
