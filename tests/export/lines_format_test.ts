import { assertEquals } from "@std/assert";
import { accept } from "../../lib/core/rejection.ts";
import { linesFormat } from "../../lib/export/lines_format.ts";
import { exportInMemory } from "../support/export_in_memory.ts";
import { sampleTask } from "../support/sample_tasks.ts";

const twice = linesFormat({
  name: "twice",
  summary: "Two records a task",
  records: ({ moduleName }) => accept([{ moduleName, part: 1 }, { moduleName, part: 2 }]),
});

Deno.test("a format of lines has a file a split, also for one that nothing comes into", async () => {
  const { files, outcomes } = await exportInMemory(twice, [sampleTask()], { splits: ["train", "test"] });
  assertEquals(outcomes, [accept(2)]);
  assertEquals([...files].sort(), [
    ["test.jsonl", ""],
    ["train.jsonl", '{"moduleName":"bayes_network","part":1}\n{"moduleName":"bayes_network","part":2}\n'],
  ]);
});

Deno.test("shards hold no more records than asked for, and their names tell how many there are", async () => {
  const tasks = [sampleTask(), sampleTask({}, "online_changepoint")];
  const { files } = await exportInMemory(twice, tasks, { shardSize: 3 });
  assertEquals([...files].sort().map(([name, text]) => [name, text.split("\n").length - 1]), [
    ["train-00001-of-00002.jsonl", 3],
    ["train-00002-of-00002.jsonl", 1],
  ]);
  const full = await exportInMemory(twice, tasks, { shardSize: 2 });
  assertEquals([...full.files.keys()].sort(), ["train-00001-of-00002.jsonl", "train-00002-of-00002.jsonl"]);
  const none = await exportInMemory(twice, [], { shardSize: 2 });
  assertEquals([...none.files], [["train-00001-of-00001.jsonl", ""]]);
});
