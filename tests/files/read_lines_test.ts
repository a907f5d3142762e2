import { assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { UsageError } from "../../lib/core/errors.ts";
import { readLines } from "../../lib/files/read_lines.ts";
import { inTempDir } from "../support/run_main.ts";

Deno.test("readLines() gives each line, also one that spans many reads, and the last without an end", async () => {
  await inTempDir(async (dir) => {
    const path = join(dir, "a.jsonl");
    const lines = ["", "ü".repeat(100_000), "b", "c"];
    await Deno.writeTextFile(path, lines.join("\n"));
    assertEquals(await Array.fromAsync(readLines(path, 1_000_000)), lines);
    await Deno.writeTextFile(path, "");
    assertEquals(await Array.fromAsync(readLines(path, 10)), []);
  });
});

Deno.test("readLines() reads no endless line, no folder, and nothing but text", async () => {
  await inTempDir(async (dir) => {
    const path = join(dir, "a.jsonl");
    const read = () => Array.fromAsync(readLines(path, 1000));
    await Deno.writeTextFile(path, "a".repeat(300_000));
    await assertRejects(read, UsageError, "a line is longer than 1000 bytes");
    await Deno.writeFile(path, new Uint8Array([0xff, 0xfe, 10]));
    await assertRejects(read, UsageError, "it is not UTF-8 text");
    await Deno.remove(path);
    await assertRejects(read, UsageError, `Cannot read "${path}"`);
    await Deno.mkdir(path);
    await assertRejects(read, UsageError, "it is not a regular file");
  });
});
