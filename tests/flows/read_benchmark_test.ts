import { assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { UsageError } from "../../lib/core/errors.ts";
import { readBenchmark } from "../../lib/flows/read_benchmark.ts";
import { inTempDir } from "../support/run_main.ts";

const TEXT = "the quick brown fox jumps over the lazy dog and runs away";

Deno.test("readBenchmark() takes all texts of a line of JSON, and other files as they are", async () => {
  await inTempDir(async (cwd) => {
    const path = join(cwd, "b.jsonl");
    const nested = { id: 1, turns: [{ content: "nothing here" }, { content: TEXT }] };
    await Deno.writeTextFile(path, `{"a": 5}\n\n${JSON.stringify(nested)}\n`);
    const index = await readBenchmark(path);
    assertEquals([index.records, index.find([TEXT])?.record], [1, "line 3"]);
    await Deno.writeTextFile(join(cwd, "b.txt"), TEXT.replaceAll(" ", "\n"));
    assertEquals((await readBenchmark(join(cwd, "b.txt"))).find([TEXT])?.record, "the file");
  });
});

Deno.test("readBenchmark() says in one line what it cannot use", async () => {
  await inTempDir(async (cwd) => {
    const path = join(cwd, "b.jsonl");
    await Deno.writeTextFile(path, `${JSON.stringify(TEXT)}\n{"a": \n`);
    await assertRejects(() => readBenchmark(path), UsageError, `Cannot use "${path}": line 2 is not JSON`);
    await Deno.writeTextFile(path, `${"[".repeat(5000)}${"]".repeat(5000)}\n`);
    const state = `Cannot use "${path}": it holds no text of ten words or more`;
    await assertRejects(() => readBenchmark(path), UsageError, state);
  });
});
