import { assertEquals } from "@std/assert";
import { join } from "@std/path";
import { readStats } from "../../lib/flows/dataset_stats.ts";
import { inTempDir } from "../support/run_main.ts";
import { originalJson, SAMPLE_NAMES, sampleJson, sampleTask } from "../support/sample_tasks.ts";

const signal = new AbortController().signal;

Deno.test("readStats() counts what tasks say, and tells what is no task", async () => {
  await inTempDir(async (cwd) => {
    const put = async (name: string, text: string) => {
      await Deno.writeTextFile(join(cwd, name), text);
      return join(cwd, name);
    };
    const files = [
      ...await Promise.all(SAMPLE_NAMES.map((name) => put(`${name}.json`, sampleJson({}, name)))),
      await put("again.json", sampleJson({ id: "0123456789abcdef" })),
      await put("original.json", originalJson()),
      await put("bad.json", "{"),
    ];
    const stats = await readStats(files, { signal });
    assertEquals([stats.files, stats.tasks, stats.modules, stats.module_groups], [6, 5, 3, 3]);
    assertEquals([stats.repeated_bugs, stats.unreadable], [2, { not_json: 1 }]);
    const first = sampleTask();
    assertEquals(stats.counts.domain![first.domain], 4);
    assertEquals(Object.values(stats.counts.difficulty!).reduce((sum, count) => sum + count), 5);
    assertEquals(stats.counts.difficulty!["not said"], 1);
    assertEquals(stats.counts.author, { offline: 4, unknown: 1 });
    assertEquals(Object.values(stats.counts.family!).reduce((sum, count) => sum + count), 4);
    assertEquals([stats.sizes.module_lines!.tasks, stats.sizes.tests!.tasks], [5, 4]);
  });
});

Deno.test("readStats() gives quartiles by rank", async () => {
  await inTempDir(async (cwd) => {
    const scores = [0.1, 0.2, 0.3, 0.4, 0.9];
    const files = await Promise.all(scores.map(async (score, at) => {
      const path = join(cwd, `${at}.json`);
      const id = `${at}`.padStart(16, "0");
      await Deno.writeTextFile(path, sampleJson({ id, difficulty: { score, label: "easy" } }));
      return path;
    }));
    assertEquals((await readStats(files, { signal })).sizes.difficulty_score, {
      tasks: 5,
      min: 0.1,
      quartiles: [0.2, 0.3, 0.4],
      max: 0.9,
      mean: 0.38,
    });
  });
});
