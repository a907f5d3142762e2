import { assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { UsageError } from "../../lib/core/errors.ts";
import { readLines } from "../../lib/files/read_lines.ts";
import { inTempDir } from "../support/run_main.ts";

Deno.test("readLines() gives each line once, whatever ends it, and the last without an end", async () => {
  await inTempDir(async (cwd) => {
    const path = join(cwd, "a");
    const long = "é".repeat(100_000);
    const cases: [string, string[]][] = [
      ["", []],
      ["a", ["a"]],
      ["a\n", ["a"]],
      ["a\r\n\nb", ["a", "", "b"]],
      [`${long}\n${long}x`, [long, `${long}x`]],
    ];
    for (const [text, lines] of cases) {
      await Deno.writeTextFile(path, text);
      const found = await Array.fromAsync(readLines(path, 200_000));
      assertEquals(found, lines.map((line, at) => ({ number: at + 1, text: line })));
    }
  });
});

Deno.test("readLines() says in one line what it cannot read", async () => {
  await inTempDir(async (cwd) => {
    const path = join(cwd, "a");
    const read = () => Array.fromAsync(readLines(path, 10));
    await assertRejects(read, UsageError, `Cannot read "${path}": no such file`);
    await Deno.writeTextFile(path, "short\n0123456789x\n");
    await assertRejects(read, UsageError, `Cannot read "${path}": line 2 is longer than 10 characters`);
    await Deno.writeFile(path, new Uint8Array([0xff, 0xfe, 10]));
    await assertRejects(read, UsageError, `Cannot read "${path}": it is not UTF-8 text`);
    await Deno.remove(path);
    await Deno.mkdir(path);
    await assertRejects(read, UsageError, `Cannot read "${path}": it is a folder`);
  });
});
