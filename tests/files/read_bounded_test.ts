import { assertEquals, assertRejects } from "@std/assert";
import { UsageError } from "../../lib/core/errors.ts";
import { readTextBounded } from "../../lib/files/read_bounded.ts";

async function withFile(bytes: Uint8Array, run: (path: string) => Promise<void>): Promise<void> {
  const path = await Deno.makeTempFile();
  await Deno.writeFile(path, bytes);
  try {
    await run(path);
  } finally {
    await Deno.remove(path);
  }
}

async function refusal(path: string, maxBytes: number): Promise<string> {
  return (await assertRejects(() => readTextBounded(path, maxBytes), UsageError)).message;
}

Deno.test("readTextBounded() reads a text that fills the limit, and refuses one byte more", () =>
  withFile(new TextEncoder().encode("ä".repeat(50_000)), async (path) => {
    assertEquals(await readTextBounded(path, 100_000), "ä".repeat(50_000));
    assertEquals(await refusal(path, 99_999), `Cannot read "${path}": it is larger than 99999 bytes`);
  }));

Deno.test("readTextBounded() drops a byte order mark and reads an empty file", async () => {
  await withFile(new Uint8Array([0xef, 0xbb, 0xbf, 0x61]), async (path) => {
    assertEquals(await readTextBounded(path, 10), "a");
  });
  await withFile(new Uint8Array(), async (path) => assertEquals(await readTextBounded(path, 0), ""));
});

Deno.test("readTextBounded() refuses what is not UTF-8", () =>
  withFile(new Uint8Array([0x61, 0xff]), async (path) => {
    assertEquals(await refusal(path, 10), `Cannot read "${path}": it is not UTF-8 text`);
  }));

Deno.test("readTextBounded() refuses folders, missing files, and devices without end", async () => {
  assertEquals(await refusal("/tmp", 10), `Cannot read "/tmp": it is a folder`);
  assertEquals(await refusal("/no/such", 10), `Cannot read "/no/such": no such file`);
  assertEquals(await refusal("/dev/zero", 10), `Cannot read "/dev/zero": it is not a regular file`);
});
