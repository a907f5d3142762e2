import { fromFileUrl } from "@std/path";
import { assertEquals, assertRejects } from "@std/assert";
import { UsageError } from "../../lib/core/errors.ts";
import { withLock } from "../../lib/files/lock.ts";

const WORKER = fromFileUrl(new URL("../testdata/file_worker.ts", import.meta.url));

Deno.test("withLock() lets one of two processes in at a time", async () => {
  const dir = await Deno.makeTempDir();
  const path = `${dir}/count`;
  await Deno.writeTextFile(path, "0");
  const count = () =>
    new Deno.Command(Deno.execPath(), { args: ["run", "-q", "-A", WORKER, "count", path, "150"] }).output();
  await Promise.all([count(), count()]);
  assertEquals(await Deno.readTextFile(path), "300");
  await Deno.remove(dir, { recursive: true });
});

Deno.test("withLock() is free again after an error", async () => {
  const dir = await Deno.makeTempDir();
  await assertRejects(() => withLock(`${dir}/a`, () => Promise.reject(new TypeError("no"))), TypeError, "no");
  assertEquals(await withLock(`${dir}/a`, () => 7), 7);
  await Deno.remove(dir, { recursive: true });
});

Deno.test("withLock() holds for those who waited while the lock file was removed", async () => {
  const dir = await Deno.makeTempDir();
  let inside = 0;
  let most = 0;
  const enter = () =>
    withLock(`${dir}/a`, async () => {
      most = Math.max(most, ++inside);
      await new Promise((resolve) => setTimeout(resolve, 5));
      inside--;
      await Deno.remove(`${dir}/a.lock`);
    });
  await Promise.all(Array.from({ length: 10 }, enter));
  assertEquals(most, 1);
  await Deno.remove(dir, { recursive: true });
});

Deno.test("withLock() tells why it cannot lock", async () => {
  const dir = await Deno.makeTempDir();
  await Deno.mkdir(`${dir}/a.lock`);
  const error = await assertRejects(() => withLock(`${dir}/a`, () => {}), UsageError);
  assertEquals(error.message, `Cannot write "${dir}/a.lock": it is a folder`);
  await Deno.remove(dir, { recursive: true });
});
