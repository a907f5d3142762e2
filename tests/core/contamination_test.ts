import { assert, assertEquals } from "@std/assert";
import { BenchmarkIndex, CONTAMINATED } from "../../lib/core/contamination.ts";
import { SAMPLE_NAMES, sampleTask } from "../support/sample_tasks.ts";

const words = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, at) => `word${from + at}`).join(" ");

Deno.test("a task that repeats half of a record, or is to a twentieth a record's, is contaminated", () => {
  const index = new BenchmarkIndex();
  index.add("short", [words(0, 30)]);
  index.add("long", [words(1000, 9000)]);
  assertEquals([index.records, index.runs], [2, 21 + 7991]);
  // 21 runs of ten words in the record; 11 of them in the task, which has 991 runs.
  const half = index.find([`${words(0, 20)} ${words(20000, 20980)}`])!;
  assertEquals([half.record, half.ofBenchmark], ["short", 11 / 21]);
  assertEquals(half.sample, words(0, 10));
  assertEquals(index.find([`${words(0, 19)} ${words(20000, 20981)}`]), null);
  const part = index.find([`${words(1000, 1060)} ${words(20000, 20940)}`])!;
  assertEquals(part.record, "long");
  assert(part.ofTask >= CONTAMINATED.ofTask && part.ofBenchmark < CONTAMINATED.ofBenchmark);
  assertEquals(index.find([`${words(1000, 1050)} ${words(20000, 20950)}`]), null);
});

Deno.test("case and signs make no difference, and texts of fewer than ten words say nothing", () => {
  const index = new BenchmarkIndex();
  index.add("tiny", [words(0, 9)]);
  assertEquals([index.records, index.find([words(0, 9)])], [0, null]);
  index.add("code", ["def Mean(values): return sum(values) / len(values) if values else None # the mean"]);
  assertEquals(
    index.find(["DEF mean values\n return SUM values, len values if values else none: the mean!"])?.record,
    "code",
  );
});

Deno.test("of many records the right one is found, and of three tasks none repeats another", () => {
  const index = new BenchmarkIndex();
  const tasks = SAMPLE_NAMES.map((name) => sampleTask({}, name));
  for (let at = 0; at < 3000; at++) index.add(`noise ${at}`, [words(100 * at, 100 * at + 60)]);
  index.add("known", [tasks[0]!.problemDescription]);
  const found = tasks.map(({ problemDescription, correctCode, unitTests }) =>
    index.find([problemDescription, correctCode, unitTests])?.record ?? null
  );
  assertEquals(found, ["known", null, null]);
});
