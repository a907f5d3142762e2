import { assertEquals } from "@std/assert";
import { join } from "@std/path";
import { Journal } from "../../lib/flows/journal.ts";
import { inTempDir } from "../support/run_main.ts";

const OPTIONS = { run: "r", now: () => new Date(0) };

Deno.test("write() adds a line to what is there", async () => {
  await inTempDir(async (dir) => {
    const path = join(dir, "run.jsonl");
    for (const count of [1, 2]) {
      using journal = await Journal.open(path, OPTIONS);
      journal.write({ event: "run_start", count });
    }
    const lines = (await Deno.readTextFile(path)).trimEnd().split("\n").map((line) => JSON.parse(line));
    const time = "1970-01-01T00:00:00.000Z";
    assertEquals(lines, [1, 2].map((count) => ({ event: "run_start", count, run: "r", time })));
  });
});
