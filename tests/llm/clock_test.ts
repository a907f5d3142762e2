import { assert, assertEquals, assertRejects } from "@std/assert";
import { REAL_CLOCK } from "../../lib/llm/clock.ts";

Deno.test("REAL_CLOCK goes forward while it sleeps", async () => {
  const before = REAL_CLOCK.now();
  await REAL_CLOCK.sleep(20, new AbortController().signal);
  assert(REAL_CLOCK.now() > before);
});

Deno.test("REAL_CLOCK.sleep() rejects with the signal's reason", async () => {
  const reason = new Error("stop");
  const stop = new AbortController();
  const sleeping = REAL_CLOCK.sleep(3_600_000, stop.signal);
  stop.abort(reason);
  const error = await assertRejects(() => sleeping);
  assertEquals(error, reason);
  const late = await assertRejects(() => REAL_CLOCK.sleep(3_600_000, AbortSignal.abort(reason)));
  assertEquals(late, reason);
});

Deno.test("REAL_CLOCK.sleep() leaves no timer behind where it is aborted: the process can end", async () => {
  const clock = new URL("../../lib/llm/clock.ts", import.meta.url).href;
  const code = `import { REAL_CLOCK } from ${JSON.stringify(clock)};
    const stop = new AbortController();
    const sleeping = REAL_CLOCK.sleep(3_600_000, stop.signal).catch(() => console.log("awake"));
    stop.abort();
    await sleeping;`;
  const { stdout, success } = await new Deno.Command(Deno.execPath(), {
    args: ["eval", code],
    signal: AbortSignal.timeout(60_000),
  }).output();
  assertEquals([new TextDecoder().decode(stdout), success], ["awake\n", true]);
});
