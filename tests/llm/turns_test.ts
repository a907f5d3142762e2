import { assertEquals, assertRejects } from "@std/assert";
import { Turns } from "../../lib/llm/turns.ts";

Deno.test("Turns runs so many at a time, in order, and goes on after a failure", async () => {
  const turns = new Turns(3);
  const started: number[] = [];
  let [running, most] = [0, 0];
  const work = (at: number) => async () => {
    started.push(at);
    most = Math.max(most, ++running);
    await new Promise((resolve) => setTimeout(resolve, at % 4));
    running--;
    if (at === 5) throw new TypeError("no");
    return at;
  };
  const all = Array.from({ length: 20 }, (_, at) => turns.run(work(at)));
  await assertRejects(() => all[5]!, TypeError, "no");
  const ends = await Promise.allSettled(all);
  assertEquals(most, 3);
  assertEquals(started, started.toSorted((a, b) => a - b));
  assertEquals(
    ends.map((end) => end.status === "fulfilled" ? end.value : -1).filter((at) => at >= 0).length,
    19,
  );
  assertEquals(await turns.run(() => Promise.resolve("free again")), "free again");
});
