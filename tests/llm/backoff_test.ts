import { assert, assertEquals } from "@std/assert";
import { backoffMs } from "../../lib/llm/backoff.ts";

const most = (tryNumber: number) => backoffMs(tryNumber, { retryAfterMs: null, random: () => 1 });
const least = (tryNumber: number) => backoffMs(tryNumber, { retryAfterMs: null, random: () => 0 });

Deno.test("backoffMs() doubles from half a second to a minute", () => {
  const waits = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10_000].map(most);
  assertEquals(waits, [500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000]);
});

Deno.test("backoffMs() leaves out a random half at most", () => {
  assertEquals([1, 4, 50].map(least), [250, 2_000, 30_000]);
  const waits = Array.from({ length: 200 }, () => backoffMs(3, { retryAfterMs: null }));
  assert(waits.every((wait) => wait >= 1_000 && wait < 2_000));
  assert(new Set(waits).size > 100, "waits differ");
});

Deno.test("backoffMs() obeys the server where it wants longer, up to ten minutes", () => {
  const random = () => 1;
  assertEquals(backoffMs(1, { retryAfterMs: 20_000, random }), 20_000);
  assertEquals(backoffMs(1, { retryAfterMs: 10, random }), 500);
  assertEquals(backoffMs(1, { retryAfterMs: 0, random }), 500);
  assertEquals(backoffMs(1, { retryAfterMs: 86_400_000, random }), 600_000);
});
