import { assert, assertEquals, assertMatch, assertRejects, assertStringIncludes } from "@std/assert";
import { parse } from "@std/yaml";
import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { UsageError } from "../../lib/core/errors.ts";
import { type ExportTask, readExportTask } from "../../lib/core/export_task.ts";
import { accept } from "../../lib/core/rejection.ts";
import { datasetFeatures } from "../../lib/export/dataset_features.ts";
import { huggingface } from "../../lib/export/huggingface.ts";
import { TASK_FIELDS } from "../../lib/export/task_fields.ts";
import { runnerCode } from "../../lib/python/embedded.ts";
import { checkSchema, type Schema } from "../support/check_schema.ts";
import { type Exported, exportInMemory } from "../support/export_in_memory.ts";
import { originalJson, SAMPLE_NAMES, sampleTask } from "../support/sample_tasks.ts";

const SAMPLES = SAMPLE_NAMES.map((name) => sampleTask({}, name));
const DATA = "data/train-00001-of-00001.parquet";

/** What a card's head says, as far as tests look at it. */
interface Head {
  readonly license: string;
  readonly size_categories: readonly string[];
  readonly configs: readonly unknown[];
  readonly dataset_info: {
    readonly features: unknown;
    readonly splits: readonly {
      readonly name: string;
      readonly num_bytes: number;
      readonly num_examples: number;
    }[];
    readonly download_size: number;
    readonly dataset_size: number;
  };
}

function headOf({ files }: Exported): Head {
  return parse(files.get("README.md")!.split("---\n")[1]!) as Head;
}

/** The rows of a file; a list that is null comes out of the reader as undefined. */
async function rowsOf(exported: Exported, path = DATA): Promise<Record<string, unknown>[]> {
  const rows = await parquetReadObjects({ file: exported.bytes.get(path)!.buffer });
  return rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value ?? null]))
  );
}

/** A task that differs from its sample in its number. */
function numbered(number: number): ExportTask {
  const id = number.toString(16).padStart(16, "0");
  return sampleTask({ id, summary: `Number ${number}` }, SAMPLE_NAMES[number % 3]);
}

function original(): ExportTask {
  const read = readExportTask(originalJson());
  assert(read.ok);
  return read.value;
}

Deno.test("huggingface writes data, a card, charts and the schema of a row, and every field of it is the task's", async () => {
  const tasks = [...SAMPLES, original()];
  const exported = await exportInMemory(huggingface, tasks);
  assertEquals(exported.outcomes, tasks.map(() => accept(1)));
  assertEquals([...exported.files.keys()].sort(), [
    "README.md",
    "charts/difficulty.svg",
    "charts/domain.svg",
    "charts/failure.svg",
    "charts/family.svg",
    DATA,
    "schema/task.schema.json",
  ]);
  const rows = await rowsOf(exported);
  const schema = JSON.parse(exported.files.get("schema/task.schema.json")!) as Schema;
  for (const [at, task] of tasks.entries()) {
    assertEquals(rows[at], {
      id: task.id,
      domain: task.domain,
      topic: task.topic,
      subtopic: task.subtopic,
      summary: task.summary,
      problem_description: task.problemDescription,
      solution_outline: task.solutionOutline,
      module_name: task.moduleName,
      buggy_code: task.buggyCode,
      unit_tests: task.unitTests,
      runner_code: runnerCode(task.moduleName),
      failing_output: task.failingOutput,
      fail_to_pass: task.failToPass,
      pass_to_pass: task.passToPass,
      correct_code: task.correctCode,
      fix: task.fix,
      passing_output: task.passingOutput,
      bugs: task.bugs,
      conversation: task.conversation,
      probes: task.probes,
      difficulty_label: task.difficulty?.label ?? null,
      difficulty_score: task.difficulty?.score ?? null,
      failure_kind: "assertion",
      author: task.author,
      model: task.model,
      python_version: task.pythonVersion,
    });
    assertEquals(checkSchema(rows[at], schema), []);
  }
  assert(checkSchema({ ...rows[0], line: 1 }, schema).length > 0, "the schema refuses what it does not know");
  assert(checkSchema({ ...rows[0], id: null }, schema).length > 0, "and what is missing");
});

Deno.test("the card of huggingface counts what is there", async () => {
  const splitOf = ({ moduleName }: ExportTask) => moduleName === "bayes_network" ? "test" : "train";
  const exported = await exportInMemory(huggingface, SAMPLES, { splits: ["train", "test"], splitOf });
  const sizes = ["train", "test"].map((split) => {
    const { buffer, length } = exported.bytes.get(`data/${split}-00001-of-00001.parquet`)!;
    return { rows: Number(parquetMetadata(buffer).num_rows), length };
  });
  assertEquals(sizes.map(({ rows }) => rows), [2, 1]);
  const head = headOf(exported);
  assertEquals(head.license, "mit");
  assertEquals(head.size_categories, ["n<1K"]);
  assertEquals(head.configs, [{
    config_name: "default",
    data_files: ["train", "test"].map((split) => ({ split, path: `data/${split}-*.parquet` })),
  }]);
  const { features, splits, download_size, dataset_size } = head.dataset_info;
  assertEquals(features, datasetFeatures(TASK_FIELDS));
  assertEquals(splits.map(({ name, num_examples }) => [name, num_examples]), [["train", 2], ["test", 1]]);
  assertEquals(download_size, sizes.reduce((sum, { length }) => sum + length, 0));
  assertEquals(dataset_size, splits.reduce((sum, { num_bytes }) => sum + num_bytes, 0));
  // As the library `datasets` 5.2.0 counts these very tasks.
  assertEquals(dataset_size, 163490);
  const card = exported.files.get("README.md")!;
  for (
    const line of [
      "3 debugging tasks in 3 modules",
      "| train | 2 | 66.7 % |",
      "| test | 1 | 33.3 % |",
      "| Bayesian Statistics | 2 | 66.7 % |",
      "| comparison_equality | 1 | 33.3 % |",
      "| hard | 2 | 66.7 % |",
      "| assertion | 3 | 100.0 % |",
      "| offline | 3 | 100.0 % |",
    ]
  ) assertStringIncludes(card, line);
  assertStringIncludes(
    exported.files.get("charts/domain.svg")!,
    "<title>Bayesian Statistics: 2 tasks</title>",
  );
});

Deno.test("equal tasks make equal bytes", async () => {
  const [one, two] = [await exportInMemory(huggingface, SAMPLES), await exportInMemory(huggingface, SAMPLES)];
  assertEquals([...one.bytes], [...two.bytes]);
});

Deno.test("huggingface begins another file after so many rows, and another group of rows within one", async () => {
  const tasks = Array.from({ length: 5 }, (_, at) => numbered(at));
  const shards = await exportInMemory(huggingface, tasks, { shardSize: 2 });
  const names = [1, 2, 3].map((shard) => `data/train-0000${shard}-of-00003.parquet`);
  assertEquals([...shards.files.keys()].filter((name) => name.startsWith("data/")).sort(), names);
  const rows = (await Promise.all(names.map((name) => rowsOf(shards, name)))).flat();
  assertEquals(rows.map(({ id }) => id), tasks.map(({ id }) => id));
  assertEquals(headOf(shards).dataset_info.splits[0]!.num_examples, 5);

  const many = Array.from({ length: 300 }, (_, at) => numbered(at));
  const exported = await exportInMemory(huggingface, many);
  const { row_groups } = parquetMetadata(exported.bytes.get(DATA)!.buffer);
  assertEquals(row_groups.map(({ num_rows }) => Number(num_rows)), [256, 44]);
  assertEquals((await rowsOf(exported)).map(({ summary }) => summary), many.map(({ summary }) => summary));
  assertStringIncludes(exported.files.get("README.md")!, "300 debugging tasks in 3 modules");
});

Deno.test("a split that nothing comes into has neither file nor place in the head, or nothing could be loaded", async () => {
  const exported = await exportInMemory(huggingface, SAMPLES, {
    splits: ["test", "train"],
    splitOf: () => "train",
  });
  assertEquals([...exported.files.keys()].filter((path) => path.startsWith("data/")), [DATA]);
  const { configs, dataset_info } = headOf(exported);
  assertEquals(configs, [{
    config_name: "default",
    data_files: [{ split: "train", path: "data/train-*.parquet" }],
  }]);
  assertEquals(dataset_info.splits.map(({ name }) => name), ["train"]);
  assertStringIncludes(exported.files.get("README.md")!, "| test | 0 | 0.0 % |");
  assertStringIncludes(exported.files.get("README.md")!, 'load_dataset("OWNER/NAME", split="train")');
});

Deno.test("no text of a task works as YAML, Markdown, HTML or XML in the card", async () => {
  const evil = [
    "|",
    "<script>alert(1)</script>",
    "a\n---\nlicense: other\n# Heading",
    "[x](http://a.example) ![y](z.png) `code` **bold** _it_ ~~no~~ $$x$$ &lt; @who www.a.example",
    "\x1b[31m\u202e\ufffe\0",
    "- item",
    "1. item",
    "漢字".repeat(40),
    "x".repeat(5000),
  ];
  const tasks = evil.map((domain, at) =>
    sampleTask({
      id: at.toString(16).padStart(16, "0"),
      domain,
      provenance: { author: domain, model: domain, python_version: domain },
      bugs: [{ ...SAMPLES[0]!.bugs[0]!, family: domain, operator: domain }],
    })
  );
  const exported = await exportInMemory(huggingface, tasks);
  assertEquals((await rowsOf(exported)).map(({ domain }) => domain), evil);
  assertEquals(headOf(exported).license, "unknown");
  const card = exported.files.get("README.md")!;
  const [, , body] = card.split("---\n");
  assertEquals(card.split("---\n").length, 3, "the head ends where it ends");
  assertEquals(body!.match(/^#.*$/gm)!.filter((line) => /Heading|alert/.test(line)), []);
  assert(!/<(?!!--)[a-z/]/i.test(body!.replaceAll(/```[^]*?```/g, "")), "no HTML");
  // deno-lint-ignore no-control-regex -- control characters are what is looked for
  assert(!/[\x00-\x09\x0b-\x1f\u202e]/.test(card), "nothing that a terminal obeys");
  assertStringIncludes(body!, "| \\| | 1 | 11.1 % |");
  assertStringIncludes(body!, "| &lt;script&gt;alert(1)&lt;/script&gt; | 1 |");
  assertStringIncludes(
    body!,
    "\\[x\\](http\\://a.example) !\\[y\\](z.png) \\`code\\` \\*\\*bold\\*\\* \\_it\\_ \\~\\~no\\~\\~ \\$\\$x\\$\\$",
  );
  assertStringIncludes(body!, "&amp;lt; \\@who www\\.a.example |");
  const cells = body!.split("\n").filter((line) => line.startsWith("|")).map((line) =>
    line.replaceAll("\\|", "").split("|").length - 2
  );
  assertEquals(new Set(cells), new Set([3]), "every table has its three columns");
  for (const [path, svg] of exported.files) {
    if (!path.endsWith(".svg")) continue;
    assert(!/<script|\bon\w+=|href/i.test(svg), path);
    // deno-lint-ignore no-control-regex -- XML refuses these
    assert(!/[\x00-\x08\x0b-\x1f\ufffe\uffff]/.test(svg), path);
  }
});

Deno.test("a place that is no 32-bit number leaves the task out", async () => {
  const [bug] = SAMPLES[0]!.bugs;
  const tasks = [sampleTask({ bugs: [{ ...bug, line: 2 ** 40 }] }), SAMPLES[1]!];
  const exported = await exportInMemory(huggingface, tasks);
  assertEquals(exported.outcomes, [
    { ok: false, rejection: { reason: "number_too_large", detail: "a bug names the place 1099511627776" } },
    accept(1),
  ]);
  assertEquals((await rowsOf(exported)).length, 1);
  assertStringIncludes(exported.files.get("README.md")!, "\n1 debugging task in 1 module of");
});

Deno.test("the card says what is not known: license, tests, Python", async () => {
  const theirs = await exportInMemory(huggingface, [original()]);
  assertEquals(headOf(theirs).license, "unknown");
  const card = theirs.files.get("README.md")!;
  assertStringIncludes(card, "1 of the 1 tasks do not say which tests the bug breaks");
  assertStringIncludes(card, "Which Python the outputs were recorded with is not known.");
  const asked = await exportInMemory(huggingface, [original()], { license: "cc-by-4.0" });
  assertEquals(headOf(asked).license, "cc-by-4.0");
  assertMatch(
    asked.files.get("README.md")!,
    /## License\n\n`cc-by-4.0`, as whoever made this dataset said\.\n$/,
  );
});

Deno.test("huggingface refuses a split whose name the hub refuses", async () => {
  for (const name of ["train-a", "all"]) {
    await assertRejects(
      () => exportInMemory(huggingface, SAMPLES, { splits: ["train", name] }),
      UsageError,
      `Cannot use "--split": huggingface takes names of letters, digits and "_" except "all", and "${name}" is none`,
    );
  }
});
