import { assert, assertEquals, assertRejects } from "@std/assert";
import { seededRandom } from "../../lib/core/random.ts";
import type { Clock } from "../../lib/llm/clock.ts";
import { Gate, type Leaving, type Ticket } from "../../lib/llm/gate.ts";

const NEVER = new AbortController().signal;

/** Lets everything happen that needs no time. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

/** A clock on which time passes only when it is told to. */
class VirtualClock implements Clock {
  #now = 0;
  readonly #sleepers = new Set<{ readonly at: number; readonly wake: () => void }>();

  now(): number {
    return this.#now;
  }

  sleep(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const sleeper = { at: this.#now + ms, wake: resolve };
      this.#sleepers.add(sleeper);
      signal.addEventListener("abort", () => {
        this.#sleepers.delete(sleeper);
        reject(signal.reason);
      });
    });
  }

  get sleepers(): number {
    return this.#sleepers.size;
  }

  /** Lets `ms` pass, one sleeper after the other. */
  async pass(ms: number): Promise<void> {
    const until = this.#now + ms;
    await settle();
    for (;;) {
      const next = [...this.#sleepers].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.#now = Math.max(this.#now, next.at);
      this.#sleepers.delete(next);
      next.wake();
      await settle();
    }
    this.#now = until;
  }
}

/** A gate on a virtual clock, and the tickets that were given so far, in order. */
function gateWith(options: ConstructorParameters<typeof Gate>[0]) {
  const clock = new VirtualClock();
  const gate = new Gate(options, clock);
  const tickets: Ticket[] = [];
  const enter = async (count: number, tokens = 1) => {
    for (let n = 0; n < count; n++) void gate.enter(tokens, NEVER).then((ticket) => tickets.push(ticket));
    await settle();
  };
  const leave = async (count: number, leaving?: Leaving) => {
    for (const ticket of tickets.splice(0, count)) ticket.leave(leaving);
    await settle();
  };
  return { clock, gate, tickets, enter, leave };
}

Deno.test("enter() lets as many go at once as the concurrency says, and the next when one leaves", async () => {
  const { gate, tickets, enter, leave } = gateWith({ concurrency: 3 });
  await enter(5);
  assertEquals([tickets.length, gate.inFlight, gate.waiting], [3, 3, 2]);
  await leave(1);
  assertEquals([tickets.length, gate.inFlight, gate.waiting], [3, 3, 1]);
  await leave(3);
  assertEquals([tickets.length, gate.inFlight, gate.waiting], [1, 1, 0]);
});

Deno.test("leave() counts once, however often it is called", async () => {
  const { gate, tickets, enter } = gateWith({ concurrency: 2 });
  await enter(4);
  const [first] = tickets;
  for (let n = 0; n < 5; n++) first!.leave({ busy: n > 0, retryAfterMs: n > 0 ? 9_000 : null });
  await settle();
  assertEquals([gate.inFlight, gate.waiting, gate.limit], [2, 1, 2]);
});

Deno.test("leave() needs nothing to be said", async () => {
  const { gate, tickets, enter } = gateWith({ concurrency: 2 });
  await enter(2);
  tickets[0]!.leave();
  tickets[1]!.leave(null);
  assertEquals([gate.inFlight, gate.limit], [0, 2]);
});

Deno.test("a burst of refusals halves the limit once", async () => {
  const { gate, enter, leave, tickets } = gateWith({ concurrency: 64 });
  await enter(200);
  await leave(64, { busy: true });
  assertEquals([gate.limit, tickets.length], [32, 32]);
  await leave(32, { busy: true });
  assertEquals([gate.limit, tickets.length], [16, 16]);
});

Deno.test("the limit never falls below one, and no request waits for ever", async () => {
  const { gate, enter, leave, tickets } = gateWith({ concurrency: 5 });
  await enter(20);
  for (const limit of [2, 1, 1, 1]) {
    await leave(tickets.length, { busy: true });
    assertEquals([gate.limit, gate.inFlight], [limit, limit]);
  }
});

Deno.test("nobody enters before so many left that the halved limit holds", async () => {
  const { gate, enter, leave, tickets } = gateWith({ concurrency: 8 });
  await enter(20);
  await leave(1, { busy: true });
  assertEquals([gate.limit, gate.inFlight, tickets.length], [4, 7, 7]);
  await leave(3);
  assertEquals(gate.inFlight, 4);
  await leave(1);
  assertEquals([gate.inFlight, tickets.length], [4, 4]);
});

Deno.test("the limit grows by one for each `limit` good answers, up to the concurrency", async () => {
  const { gate, enter, leave, tickets } = gateWith({ concurrency: 8 });
  await enter(500);
  await leave(8, { busy: true });
  const limits: number[] = [];
  for (let round = 0; round < 7; round++) {
    await leave(gate.limit - 1);
    limits.push(gate.limit);
    await leave(1);
    limits.push(gate.limit);
  }
  assertEquals(limits, [4, 5, 5, 6, 6, 7, 7, 8, 8, 8, 8, 8, 8, 8]);
  assertEquals(tickets.length, 8);
});

Deno.test("answers of requests that left before the limit was halved do not raise it", async () => {
  const { gate, enter, leave } = gateWith({ concurrency: 64 });
  await enter(64);
  await leave(1, { busy: true });
  await leave(63);
  assertEquals(gate.limit, 32);
});

Deno.test("what a server wants to be left alone holds for all who enter", async () => {
  const { gate, enter, leave, clock, tickets } = gateWith({ concurrency: 8 });
  await enter(2);
  await leave(1, { retryAfterMs: 5_000 });
  // A shorter wish of another answer does not shorten it.
  await leave(1, { busy: true, retryAfterMs: 1_000 });
  await enter(2);
  await clock.pass(4_999);
  assertEquals(tickets.length, 0);
  await clock.pass(1);
  assertEquals(tickets.length, 2);
  assertEquals(gate.limit, 4);
});

Deno.test("no server is left alone for more than ten minutes", async () => {
  const { enter, leave, clock, tickets } = gateWith({ concurrency: 8 });
  await enter(1);
  await leave(1, { retryAfterMs: 86_400_000 });
  await enter(1);
  await clock.pass(599_999);
  assertEquals(tickets.length, 0);
  await clock.pass(1);
  assertEquals(tickets.length, 1);
});

Deno.test("requests go in the order in which they came, even a large one before small ones", async () => {
  const { gate, clock } = gateWith({ concurrency: 8, tokensPerMinute: 100 });
  const order: string[] = [];
  for (const [name, tokens] of [["a", 50], ["large", 90], ["b", 1], ["c", 1]] as const) {
    void gate.enter(tokens, NEVER).then((ticket) => {
      order.push(name);
      ticket.leave({ tokens });
    });
  }
  await clock.pass(60_000);
  assertEquals(order, ["a"]);
  await clock.pass(1);
  assertEquals(order, ["a", "large", "b", "c"]);
});

Deno.test("tokens are corrected as requests leave, which lets the next go", async () => {
  const { tickets, enter, leave } = gateWith({ concurrency: 8, tokensPerMinute: 100 });
  await enter(2, 80);
  assertEquals(tickets.length, 1);
  await leave(1, { tokens: 20 });
  assertEquals(tickets.length, 1);
});

Deno.test("an estimate stays where nobody knows what a request came to", async () => {
  const { tickets, enter, leave } = gateWith({ concurrency: 8, tokensPerMinute: 100 });
  await enter(2, 80);
  await leave(1, { tokens: null });
  assertEquals(tickets.length, 0);
});

Deno.test("an estimate that is no number counts for nothing", async () => {
  const { gate, enter, tickets } = gateWith({ concurrency: 8, tokensPerMinute: 100 });
  await enter(1, NaN);
  await enter(1, -50);
  await enter(1, 100);
  await enter(1, 1);
  assertEquals([tickets.length, gate.waiting], [3, 1]);
});

Deno.test("enter() rejects with the signal's reason, and leaves no trace", async () => {
  const { gate, clock, tickets, enter, leave } = gateWith({ concurrency: 1, requestsPerMinute: 2 });
  const reason = new Error("stop");
  await enter(1);
  const stop = new AbortController();
  const refused = assertRejects(() => gate.enter(1, stop.signal));
  const late = assertRejects(() => gate.enter(1, AbortSignal.abort(reason)));
  await enter(1);
  assertEquals(gate.waiting, 2);
  stop.abort(reason);
  assert(await refused === reason && await late === reason);
  assertEquals([gate.inFlight, gate.waiting], [1, 1]);
  await leave(1);
  // The aborted one took none of the two that a minute may have.
  assertEquals([tickets.length, clock.sleepers], [1, 0]);
});

Deno.test("the next one goes where the first in the queue aborts", async () => {
  const { gate, tickets, enter, clock } = gateWith({ concurrency: 8, tokensPerMinute: 100 });
  await enter(1, 50);
  const stop = new AbortController();
  const refused = assertRejects(() => gate.enter(90, stop.signal));
  await enter(1, 50);
  assertEquals([tickets.length, clock.sleepers], [1, 1]);
  stop.abort(new Error("stop"));
  await refused;
  await settle();
  assertEquals([tickets.length, gate.waiting, clock.sleepers], [2, 0, 0]);
});

Deno.test("no timer is left where the last one who waited aborts", async () => {
  const { gate, enter, clock } = gateWith({ concurrency: 8, requestsPerMinute: 1 });
  await enter(1);
  const stop = new AbortController();
  const refused = assertRejects(() => gate.enter(1, stop.signal));
  assertEquals(clock.sleepers, 1);
  stop.abort(new Error("stop"));
  await refused;
  assertEquals([clock.sleepers, gate.waiting], [0, 0]);
});

Deno.test("an abort after the ticket was given changes nothing", async () => {
  const { gate, enter, tickets } = gateWith({ concurrency: 1 });
  const stop = new AbortController();
  const ticket = await gate.enter(1, stop.signal);
  await enter(1);
  stop.abort(new Error("stop"));
  assertEquals([gate.inFlight, gate.waiting], [1, 1]);
  ticket.leave();
  await settle();
  assertEquals([gate.inFlight, gate.waiting, tickets.length], [1, 0, 1]);
});

Deno.test("the machine's clock serves as well", async () => {
  const gate = new Gate({ concurrency: 2 });
  const first = await gate.enter(1, NEVER);
  first.leave({ retryAfterMs: 20 });
  const second = await gate.enter(1, NEVER);
  second.leave();
  assertEquals([gate.inFlight, gate.waiting], [0, 0]);
});

Deno.test("for random arrivals, rates and limits hold in any 60 seconds, and all go in order", async (t) => {
  for (let seed = 0; seed < 25; seed++) {
    await t.step(`seed ${seed}`, () => checkRandomRun(seed));
  }
});

interface Run {
  readonly number: number;
  readonly at: number;
  /** Corrected as it leaves. */
  tokens: number;
}

async function checkRandomRun(seed: number): Promise<void> {
  const random = seededRandom(`gate ${seed}`);
  const upTo = (most: number) => 1 + Math.floor(random.next() * most);
  const requestsPerMinute = random.next() < 0.2 ? undefined : upTo(40);
  const tokensPerMinute = random.next() < 0.3 ? undefined : 500 + upTo(5_000);
  const concurrency = upTo(16);
  const clock = new VirtualClock();
  const gate = new Gate({ concurrency, requestsPerMinute, tokensPerMinute }, clock);
  const runs: Run[] = [];
  const COUNT = 150;
  const work = async (number: number) => {
    await clock.sleep(random.next() ** 3 * 200_000, NEVER);
    const arrival = { number, tokens: upTo(900) };
    arrivals.push(number);
    const ticket = await gate.enter(arrival.tokens, NEVER);
    const run: Run = { ...arrival, at: clock.now() };
    assert(gate.inFlight <= concurrency && gate.limit <= concurrency);
    const before = runs.filter(({ at }) => run.at - at <= 60_000);
    if (requestsPerMinute !== undefined) assert(before.length < requestsPerMinute, `${before.length} before`);
    const sum = before.reduce((all, { tokens }) => all + tokens, 0);
    if (tokensPerMinute !== undefined) {
      assert(sum === 0 || sum + run.tokens <= tokensPerMinute, `${sum} before`);
    }
    runs.push(run);
    await clock.sleep(random.next() * 30_000, NEVER);
    run.tokens = upTo(900);
    ticket.leave({
      busy: random.next() < 0.1,
      retryAfterMs: random.next() < 0.05 ? 3_000 : null,
      tokens: run.tokens,
    });
  };
  const arrivals: number[] = [];
  const all = Promise.all(Array.from({ length: COUNT }, (_, number) => work(number)));
  let done = false;
  void all.then(() => done = true, () => done = true);
  for (let hours = 0; hours < 100 && !done; hours++) await clock.pass(3_600_000);
  await all;
  assertEquals(runs.map(({ number }) => number), arrivals);
  assertEquals([runs.length, gate.inFlight, gate.waiting, clock.sleepers], [COUNT, 0, 0, 0]);
}
