import { assert, assertEquals, assertMatch } from "@std/assert";
import { Outage } from "../../lib/llm/outage.ts";

const REFUSED = { reason: "provider_unavailable", detail: "the connection fails: Connection refused" };

function outageAt(start: number) {
  const clock = { now: start };
  return { clock, outage: new Outage("m", () => clock.now) };
}

Deno.test("gaveUp() stops the run at once where nothing was ever answered", () => {
  const { outage } = outageAt(5_000);
  assertEquals(
    outage.gaveUp(REFUSED, { startedAt: 5_000 }),
    'Cannot ask "m": the connection fails: Connection refused. Nothing has been answered in this run. ' +
      "Check --base-url, --model and the network",
  );
});

Deno.test("gaveUp() stops the run at the third request in a row since the last answer", () => {
  const { outage, clock } = outageAt(0);
  outage.answered();
  clock.now = 10;
  assertEquals(outage.gaveUp(REFUSED, { startedAt: 1 }), null);
  assertEquals(outage.gaveUp(REFUSED, { startedAt: 2 }), null);
  clock.now = 312_000;
  assertEquals(
    outage.gaveUp(REFUSED, { startedAt: 3 }),
    'Cannot ask "m": the connection fails: Connection refused. ' +
      "Nothing has been answered for 312 s, and 3 requests were given up",
  );
  assert(outage.gaveUp(REFUSED, { startedAt: 4 })?.includes("4 requests"), "the next one stops as well");
});

Deno.test("gaveUp() counts from the beginning after an answer", () => {
  const { outage, clock } = outageAt(0);
  for (let round = 0; round < 5; round++) {
    outage.answered();
    clock.now += 10;
    assertEquals(outage.gaveUp(REFUSED, { startedAt: clock.now - 5 }), null);
    assertEquals(outage.gaveUp(REFUSED, { startedAt: clock.now - 5 }), null);
  }
});

Deno.test("gaveUp() blames a request alone where others were answered while it was tried", () => {
  const { outage, clock } = outageAt(100);
  outage.answered();
  clock.now = 200;
  for (let n = 0; n < 10; n++) assertEquals(outage.gaveUp(REFUSED, { startedAt: 50 }), null);
  assertEquals(outage.gaveUp(REFUSED, { startedAt: 150 }), null);
  assertEquals(outage.gaveUp(REFUSED, { startedAt: 150 }), null);
  assert(outage.gaveUp(REFUSED, { startedAt: 150 }) !== null);
});

Deno.test("maxTries() is three for an address where there is nothing, until anything is answered", () => {
  const { outage } = outageAt(0);
  assertEquals(outage.maxTries(7, { reached: false }), 3);
  assertEquals(outage.maxTries(7), 3);
  assertEquals(outage.maxTries(2, { reached: false }), 2);
  assertEquals(outage.maxTries(7, { reached: true }), 7);
  outage.answered();
  assertEquals(outage.maxTries(7, { reached: false }), 7);
});

Deno.test("an outage has a clock of its own", () => {
  const outage = new Outage("m");
  outage.answered();
  const startedAt = performance.now() + 1;
  assertEquals(outage.gaveUp(REFUSED, { startedAt }), null);
  assertEquals(outage.gaveUp(REFUSED, { startedAt }), null);
  assertMatch(outage.gaveUp(REFUSED, { startedAt }) ?? "", /answered for \d+ s, and 3 requests/);
});
