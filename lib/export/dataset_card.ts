import { cardCounts, countTable } from "./card_counts.ts";
import { frontMatter } from "./card_front_matter.ts";
import { type Field, type FieldType, typeName } from "./field.ts";
import { markdownTable, markdownText } from "./markdown_text.ts";
import type { ParquetSize } from "./parquet_file.ts";
import type { TaskCounts } from "./task_counts.ts";

/** What a dataset card is written from. */
export interface CardFacts {
  readonly fields: readonly Field[];
  /** What each split came to, in their order. */
  readonly splits: ReadonlyMap<string, ParquetSize>;
  readonly counts: TaskCounts;
  /** The license that was asked for; null where none was. */
  readonly license: string | null;
}

/** A dataset card, and the charts that it shows. */
export interface DatasetCard {
  /** `README.md`. */
  readonly markdown: string;
  /** SVG files by path. */
  readonly charts: ReadonlyMap<string, string>;
}

/** What stands in the examples for the dataset's own name. */
const PLACE = "OWNER/NAME";
const NAME = "Python debugging tasks by synthdebug";

/** The card of a dataset of tasks. Nothing of it depends on the day, and no text of a task works as Markdown, HTML or YAML. */
export function datasetCard({ fields, splits, counts, license }: CardFacts): DatasetCard {
  const { markdown, charts } = cardCounts(counts);
  const isOwn = [...counts.by("author").keys()].every((author) => author === "offline");
  const chosen = license ?? (isOwn ? "mit" : "unknown");
  const first = [...splits].find(([, { rows }]) => rows > 0)?.[0] ?? "train";
  const body = [
    `# ${NAME}`,
    about(counts),
    "## How the tasks were verified",
    verified(counts),
    "## Load",
    loading(first),
    "## Run one task",
    running(first),
    "## Fields",
    "The fields up to `pass_to_pass` are the task; what is *an answer* belongs to no prompt. " +
    "[schema/task.schema.json](schema/task.schema.json) is the JSON Schema of a row.",
    fieldTable(fields),
    "## What is in it",
    `### Splits\n\n${splitTable(splits, counts)}`,
    markdown,
    "## Known limits",
    limits(counts),
    "## License",
    licensing({ chosen, isOwn, isAsked: license !== null }),
  ];
  const head = frontMatter({ license: chosen, prettyName: NAME, fields, splits });
  return { markdown: `${head}\n${body.join("\n\n")}\n`, charts };
}

function number(count: number): string {
  return count.toLocaleString("en");
}

function about({ tasks, modules }: TaskCounts): string {
  return `${number(tasks)} debugging ${tasks === 1 ? "task" : "tasks"} in ${number(modules)} ${
    modules === 1 ? "module" : "modules"
  } of science and engineering. A task is a Python module with one or more injected bugs, unit tests of which some fail, ` +
    "and what they print. Its answer is the fix as a unified diff, the bugs with their causes, and a conversation that goes " +
    "from the problem to the proved fix. A program put them together: it injected the bugs, ran the tests and wrote the " +
    "conversations. Modules and tests are of the authors that are listed below.";
}

function verified({ tasks, withoutTests }: TaskCounts): string {
  const proved = tasks - withoutTests;
  const parts = [];
  if (proved > 0) {
    parts.push(
      `When synthdebug makes a task, it runs the tests in an isolated Python: all pass with the healthy module; with the bug ` +
        "those of `fail_to_pass` fail and those of `pass_to_pass` pass, in the same way each time. A bug that no test catches " +
        "is not taken. What the conversation tells of values and calls was measured in such runs.",
    );
  }
  if (withoutTests > 0) {
    parts.push(
      `${number(withoutTests)} of the ${
        number(tasks)
      } tasks do not say which tests the bug breaks: their \`fail_to_pass\` ` +
        "and `pass_to_pass` are null. They were made elsewhere, and how they were verified is not known.",
    );
  }
  parts.push(
    "The rows are what the task files hold; nothing was run again when this dataset was written. " +
      "`synthdebug validate` runs task files again.",
  );
  return parts.join("\n\n");
}

function loading(split: string): string {
  return [
    "With the name that this dataset has on the hub, or the path of this folder:",
    "```python\nfrom datasets import load_dataset\n\n" +
    `tasks = load_dataset("${PLACE}", split="${split}")\nprint(tasks[0]["failing_output"])\n\`\`\``,
    `Or by SQL, with DuckDB:`,
    `\`\`\`sql\nSELECT module_name, difficulty_label FROM 'data/${split}-*.parquet' ORDER BY difficulty_score DESC;\n\`\`\``,
  ].join("\n\n");
}

function running(split: string): string {
  return [
    "A task is code that somebody else wrote: run it where it can do no harm, such as in a container.",
    [
      "```python",
      "import pathlib, subprocess, sys, tempfile",
      "from datasets import load_dataset",
      "",
      `task = load_dataset("${PLACE}", split="${split}")[0]`,
      'name = task["module_name"]',
      "folder = pathlib.Path(tempfile.mkdtemp())",
      'for file, text in [(f"{name}.py", task["buggy_code"]), (f"test_{name}.py", task["unit_tests"]),',
      '                   ("run_tests.py", task["runner_code"])]:',
      '    (folder / file).write_text(text, encoding="utf-8")',
      'subprocess.run([sys.executable, "run_tests.py"], cwd=folder)',
      "```",
    ].join("\n"),
    "It prints `failing_output`, and with `correct_code` in place of `buggy_code` everything passes.",
  ].join("\n\n");
}

function fieldTable(fields: readonly Field[]): string {
  const rows = fields.flatMap((field) => fieldRows(field, ""));
  return markdownTable(["Field", "Type", "What it is"], rows);
}

/** A field's row, and those of its parts below it. */
function fieldRows({ name, type, nullable, says }: Field, above: string): readonly string[][] {
  const path = `${above}${name}`;
  const parts = structOf(type);
  const kind = parts === null ? typeName(type) : "list of records";
  const row = [`\`${path}\``, nullable ? `${kind} or null` : kind, markdownText(says)];
  return [row, ...(parts ?? []).flatMap((part) => fieldRows(part, `${path}.`))];
}

function structOf(type: FieldType): readonly Field[] | null {
  if (typeof type === "string") return null;
  return "struct" in type ? type.struct : structOf(type.list);
}

function splitTable(splits: ReadonlyMap<string, ParquetSize>, counts: TaskCounts): string {
  const rows = new Map([...splits].map(([name, size]) => [name, size.rows]));
  const table = countTable(rows, { head: "Split", unit: "tasks", total: Math.max(1, counts.tasks) });
  return splits.size === 1
    ? table
    : `All tasks of one module, and of modules that are nearly the same, are in one split.\n\n${table}`;
}

function limits(counts: TaskCounts): string {
  const pythons = [...counts.by("python").keys()].filter((version) => version !== "not said").slice(0, 5);
  return [
    "Bugs are injected, by rules or by a model: their kinds are not as frequent as among bugs that people make.",
    "A module is one file with its tests; nothing here is like finding a bug in a large program.",
    "Several tasks may be of one module, with different bugs: compare `correct_code` before you divide them yourself.",
    "Judge an answer by the tests rather than by `fix`, which is one way of several. Tests do not see every mistake, so that " +
    "an answer that passes them may still be wrong.",
    pythons.length > 0
      ? `What the tests print was recorded with Python ${
        pythons.map(markdownText).join(", ")
      }; others word it otherwise.`
      : "Which Python the outputs were recorded with is not known.",
    "The texts are English, and a program wrote them: they are uniform.",
  ].map((limit) => `- ${limit}`).join("\n");
}

function licensing(
  { chosen, isOwn, isAsked }: { readonly chosen: string; readonly isOwn: boolean; readonly isAsked: boolean },
): string {
  if (isAsked) return `\`${chosen}\`, as whoever made this dataset said.`;
  if (isOwn) {
    return "MIT: all modules are of the library that comes with synthdebug, Copyright (c) 2026 The synthdebug authors.";
  }
  return "Not known: modules of other authors than synthdebug's own library are among them, and whoever made this dataset " +
    "did not say under which license they are.";
}
