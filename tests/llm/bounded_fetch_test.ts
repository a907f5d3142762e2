import { assert, assertEquals, assertRejects } from "@std/assert";
import {
  boundedFetch,
  ExchangeEnded,
  type FetchBounds,
  PointsElsewhere,
} from "../../lib/llm/bounded_fetch.ts";
import { type Reply, startOpenAIServer } from "../support/openai_server.ts";

const AMPLE: FetchBounds = { timeoutMs: 60_000, idleTimeoutMs: 60_000, maxBytes: 1_000_000 };

async function get(reply: Reply, bounds: Partial<FetchBounds> = {}): Promise<Response> {
  await using server = startOpenAIServer([reply]);
  return await boundedFetch({ ...AMPLE, ...bounds })(server.url);
}

/** How the exchange ended, and with which status. */
async function ending(reply: Reply, bounds: Partial<FetchBounds> = {}): Promise<[string, number | null]> {
  const { how, status } = await assertRejects(() => get(reply, bounds), ExchangeEnded);
  return [how, status];
}

async function gzip(text: string): Promise<Uint8Array> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

Deno.test("boundedFetch() gives status, headers and body", async () => {
  const response = await get({ status: 418, body: "tea", headers: { "x-a": "b" } });
  assertEquals([response.status, response.headers.get("x-a"), await response.text()], [418, "b", "tea"]);
});

Deno.test("boundedFetch() sends a request once, also where the connection breaks before the answer", async () => {
  const replies: readonly Reply[] = [{ body: "one" }, { ending: "reset" }, { body: "two" }, {
    ending: "reset",
  }];
  await using server = startOpenAIServer(replies);
  const fetchOnce = boundedFetch(AMPLE);
  const post = (body: string) => fetchOnce(server.url, { method: "POST", body });
  assertEquals(await (await post("a")).text(), "one");
  await assertRejects(() => post("b"), TypeError);
  assertEquals(await (await post("c")).text(), "two");
  await assertRejects(() => post("d"), TypeError);
  assertEquals(server.requests.map(({ body }) => body), ["a", "b", "c", "d"]);
});

Deno.test("boundedFetch() gives a response without body", async () => {
  assertEquals((await get({ status: 204 })).body, null);
});

Deno.test("boundedFetch() decompresses, and drops the headers of the bytes on the wire", async () => {
  const text = "a word ".repeat(5_000);
  const response = await get({ body: await gzip(text), headers: { "content-encoding": "gzip" } });
  assertEquals(await response.text(), text);
  for (const name of ["content-encoding", "content-length"]) assertEquals(response.headers.get(name), null);
});

Deno.test("boundedFetch() counts decompressed bytes", async () => {
  const body = await gzip("a".repeat(10_000_000));
  assert(body.length < 100_000);
  assertEquals(await ending({ body, headers: { "content-encoding": "gzip" } }), ["size", 200]);
});

Deno.test("boundedFetch() takes a body of just the size, and not one byte more", async () => {
  assertEquals((await (await get({ body: "12345" }, { maxBytes: 5 })).text()).length, 5);
  assertEquals(await ending({ status: 500, body: "123456" }, { maxBytes: 5 }), ["size", 500]);
});

Deno.test("boundedFetch() ends a request that takes too long, whatever is slow", async () => {
  assertEquals(await ending({ delayMs: 60_000 }, { timeoutMs: 100 }), ["time", null]);
  const stalled: Reply = { status: 500, body: "{", ending: "stall" };
  assertEquals(await ending(stalled, { timeoutMs: 100 }), ["time", 500]);
  assertEquals(await ending(stalled, { timeoutMs: 100, idleTimeoutMs: undefined }), ["time", 500]);
});

Deno.test("boundedFetch() ends a body of which no byte comes any more", async () => {
  assertEquals(await ending({ body: "{", ending: "stall" }, { idleTimeoutMs: 100 }), ["idle", 200]);
  const packed = (await gzip("a word")).slice(0, 12);
  const headers = { "content-encoding": "gzip" };
  assertEquals(await ending({ body: packed, headers, ending: "stall" }, { idleTimeoutMs: 100 }), [
    "idle",
    200,
  ]);
});

Deno.test("boundedFetch() does not call a server idle that has not begun to answer", async () => {
  const response = await get({ body: "late", delayMs: 300 }, { idleTimeoutMs: 50 });
  assertEquals(await response.text(), "late");
});

/** A server that sends a blank now and then, for ever or until `count` of them are sent. */
function startDripping(everyMs: number, count = Infinity) {
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, () => {
    let timer: ReturnType<typeof setInterval>;
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        timer = setInterval(() => {
          controller.enqueue(new TextEncoder().encode(" "));
          if (++sent < count) return;
          clearInterval(timer);
          controller.close();
        }, everyMs);
      },
      cancel: () => clearInterval(timer),
    });
    return new Response(body);
  });
  return { url: `http://127.0.0.1:${server.addr.port}/`, shutdown: () => server.shutdown() };
}

Deno.test("boundedFetch() takes a body that drips, longer in all than it may be silent", async () => {
  const server = startDripping(20, 60);
  const response = await boundedFetch({ ...AMPLE, idleTimeoutMs: 1_000 })(server.url);
  assertEquals((await response.text()).length, 60);
  await server.shutdown();
});

Deno.test("boundedFetch() ends a body that drips for ever", async () => {
  const server = startDripping(20);
  const bounded = boundedFetch({ ...AMPLE, timeoutMs: 300 });
  const { how, status } = await assertRejects(() => bounded(server.url), ExchangeEnded);
  assertEquals([how, status], ["time", 200]);
  await server.shutdown();
});

Deno.test("boundedFetch() tells a connection that breaks in the body, and keeps the cause", async () => {
  const error = await assertRejects(() => get({ status: 502, body: "{", ending: "cut" }), ExchangeEnded);
  assertEquals([error.how, error.status, error.name], ["broken", 502, "ExchangeEnded"]);
  assert(error.cause instanceof Error && error.message === "Cannot read the answer: broken");
  const junk: Reply = { body: "no gzip", headers: { "content-encoding": "gzip" } };
  assertEquals(await ending(junk), ["broken", 200]);
});

Deno.test("boundedFetch() rejects as fetch does where no answer began", async () => {
  const reset = await assertRejects(() => get({ ending: "reset" }));
  assert(reset instanceof TypeError, String(reset));
});

Deno.test("boundedFetch() rejects with the caller's reason where the caller aborts", async () => {
  for (const reply of [{ delayMs: 60_000 }, { body: "{", ending: "stall" }] satisfies Reply[]) {
    await using server = startOpenAIServer([reply]);
    const reason = new Error("stop");
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(reason), 100);
    const error = await assertRejects(() => boundedFetch(AMPLE)(server.url, { signal: stop.signal }));
    clearTimeout(timer);
    assertEquals(error, reason);
  }
});

Deno.test("boundedFetch() follows no redirect, and tells where it points without its secrets", async () => {
  await using other = startOpenAIServer([{ body: "other" }]);
  const there = new URL(other.url);
  const locations: readonly [string, string | null][] = [
    [other.url, other.url],
    [`http://me:geheim@${there.host}/v1?key=x#y`, other.url],
    ["/there?key=x", "/there"],
    ["//elsewhere.example/x", "http://elsewhere.example/x"],
    ["file:///etc/passwd", null],
    ["http://", null],
  ];
  for (const status of [301, 302, 303, 307, 308]) {
    for (const [location, expected] of locations) {
      await using server = startOpenAIServer([{
        status,
        headers: { location },
        body: "x".repeat(2_000_000),
      }]);
      const error = await assertRejects(() => boundedFetch(AMPLE)(server.url), PointsElsewhere);
      const target = expected === null ? null : new URL(expected, server.url).href;
      assertEquals([error.status, error.target?.href ?? null, error.name], [
        status,
        target,
        "PointsElsewhere",
      ]);
    }
  }
  assertEquals(other.requests.length, 0);
});

Deno.test("boundedFetch() gives a status of redirects that points nowhere", async () => {
  assertEquals([(await get({ status: 304 })).status, (await get({ status: 302 })).status], [304, 302]);
});
