import { assertEquals } from "@std/assert";
import { readRetryAfter } from "../../lib/llm/retry_after.ts";

const NOW = Date.parse("2026-11-22T12:00:00Z");

const CASES: readonly [string, Record<string, string>, number | null][] = [
  ["nothing", {}, null],
  ["milliseconds", { "retry-after-ms": "250" }, 250],
  ["parts of a millisecond", { "retry-after-ms": "0.5" }, 0.5],
  ["milliseconds before seconds", { "retry-after-ms": "250", "retry-after": "9" }, 250],
  ["seconds where the milliseconds are none", { "retry-after-ms": "soon", "retry-after": "9" }, 9_000],
  ["seconds", { "retry-after": "7" }, 7_000],
  ["parts of a second", { "retry-after": "1.5" }, 1_500],
  ["blanks around", { "retry-after": " 7 " }, 7_000],
  ["zero", { "retry-after": "0" }, 0],
  ["a negative number", { "retry-after": "-5" }, 0],
  ["a date to come", { "retry-after": "Sun, 22 Nov 2026 12:00:30 GMT" }, 30_000],
  ["a date that is over", { "retry-after": "Sun, 22 Nov 2026 11:00:00 GMT" }, 0],
  ["a word", { "retry-after": "soon" }, null],
  ["a blank", { "retry-after": "" }, null],
  ["two numbers", { "retry-after": "1 2" }, null],
  ["infinity", { "retry-after": `1${"0".repeat(400)}` }, null],
];

Deno.test("readRetryAfter() reads milliseconds, seconds and dates, and never gives a negative wait", () => {
  for (const [name, headers, expected] of CASES) {
    assertEquals(readRetryAfter(new Headers(headers), NOW), expected, name);
  }
});

Deno.test("readRetryAfter() reads a date of the oldest form as Greenwich time, wherever it runs", () => {
  const before = Deno.env.get("TZ");
  Deno.env.set("TZ", "America/New_York");
  try {
    const headers = new Headers({ "retry-after": "Sun Nov 22 12:00:30 2026" });
    assertEquals(readRetryAfter(headers, NOW), 30_000);
  } finally {
    if (before === undefined) Deno.env.delete("TZ");
    else Deno.env.set("TZ", before);
  }
});
