// A second process for tests/files: file_worker.ts count PATH TIMES | write PATH BYTES
import { messageOf } from "../../lib/core/errors.ts";
import { writeFileAtomic } from "../../lib/files/atomic_write.ts";
import { withLock } from "../../lib/files/lock.ts";

const [job, path, amount] = Deno.args as [string, string, string];
if (job === "count") {
  for (let i = 0; i < Number(amount); i++) {
    await withLock(path, async () => {
      const count = Number(await Deno.readTextFile(path));
      await Deno.writeTextFile(path, String(count + 1));
    });
  }
} else {
  await writeFileAtomic(path, "x".repeat(Number(amount))).catch((error) => console.log(messageOf(error)));
}
