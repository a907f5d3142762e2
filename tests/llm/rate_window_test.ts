import { assertEquals } from "@std/assert";
import { RateWindow } from "../../lib/llm/rate_window.ts";

Deno.test("RateWindow lets as many requests go as a minute may have, and the next after it", () => {
  const window = new RateWindow({ requestsPerMinute: 2 });
  assertEquals(window.waitFor(9e9, 0), 0);
  window.add(0, 10);
  assertEquals(window.waitFor(10, 100), 0);
  window.add(100, 10);
  // Both ends of the minute belong to it.
  assertEquals(window.waitFor(10, 200), 59_801);
  assertEquals(window.waitFor(10, 60_000), 1);
  assertEquals(window.waitFor(10, 60_001), 0);
  window.add(60_001, 10);
  assertEquals(window.waitFor(10, 60_002), 99);
});

Deno.test("RateWindow counts tokens by estimate, and corrects them", () => {
  const window = new RateWindow({ tokensPerMinute: 100 });
  const correct = window.add(0, 60);
  assertEquals(window.waitFor(40, 0), 0);
  assertEquals(window.waitFor(41, 0), 60_001);
  correct(20);
  assertEquals(window.waitFor(80, 0), 0);
  correct(95);
  assertEquals(window.waitFor(6, 1_000), 59_001);
  window.add(0, 60);
  correct(-50);
  assertEquals(window.waitFor(40, 0), 0);
  assertEquals(window.waitFor(41, 0), 60_001);
});

Deno.test("RateWindow lets a request larger than a minute's tokens go when nothing else counts", () => {
  const window = new RateWindow({ tokensPerMinute: 100 });
  assertEquals(window.waitFor(500, 0), 0);
  window.add(0, 0);
  assertEquals(window.waitFor(500, 0), 0);
  window.add(0, 500);
  assertEquals(window.waitFor(1, 10), 59_991);
  window.add(60_001, 1);
  assertEquals(window.waitFor(500, 60_001), 60_001);
  assertEquals(window.waitFor(99, 60_001), 0);
});

Deno.test("RateWindow waits for as many as have to go, not for one only", () => {
  const window = new RateWindow({ tokensPerMinute: 100 });
  for (const at of [0, 10, 20]) window.add(at, 30);
  assertEquals(window.waitFor(10, 30), 0);
  assertEquals(window.waitFor(40, 30), 60_001 - 30);
  assertEquals(window.waitFor(41, 30), 60_011 - 30);
});

Deno.test("RateWindow has no limits unless told", () => {
  const window = new RateWindow({});
  for (let n = 0; n < 1_000; n++) window.add(0, 1e9)(2e9);
  assertEquals(window.waitFor(1e9, 0), 0);
});
