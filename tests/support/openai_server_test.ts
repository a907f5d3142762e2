import { assertEquals, assertRejects } from "@std/assert";
import type { ReplyEnd } from "./http_server.ts";
import { type OpenAIServer, type Reply, startOpenAIServer } from "./openai_server.ts";
import { pythonPath } from "./python_path.ts";

async function post(server: OpenAIServer, init: RequestInit = {}): Promise<Response> {
  return await fetch(`${server.url}/chat/completions`, { method: "POST", body: '{"a": 1}', ...init });
}

/** A Python client that sends a request, reads nothing, and waits to be killed. */
const SEND_AND_WAIT = `
import socket, sys
def main(port):
    connection = socket.create_connection(("127.0.0.1", port))
    connection.sendall(b"POST /v1/x HTTP/1.1\\r\\n\\r\\n")
    sys.stdin.read()
main`;

/** A reply together with what the server says became of it. */
function watched(reply: Reply): { reply: Reply; end: Promise<ReplyEnd>; lost: Promise<void> } {
  const end = Promise.withResolvers<ReplyEnd>();
  const lost = Promise.withResolvers<void>();
  return {
    reply: { ...reply, onEnd: end.resolve, onLost: () => lost.resolve() },
    end: end.promise,
    lost: lost.promise,
  };
}

Deno.test("startOpenAIServer() answers requests on one connection in turn and records them", async () => {
  const plain = watched({ body: { ok: true } });
  await using server = startOpenAIServer([plain.reply, {
    status: 429,
    body: "slow",
    headers: { "x-a": "b" },
  }]);
  assertEquals(await (await post(server)).json(), { ok: true });
  assertEquals(await plain.end, "whole");
  const long = "ö".repeat(200_000);
  const second = await post(server, { body: long });
  assertEquals([second.status, second.headers.get("x-a"), await second.text()], [429, "b", "slow"]);
  const streamed = new Blob(["chunk ", "by chunk"]).stream();
  await (await post(server, { body: streamed })).body?.cancel();
  const get = await fetch(`${server.url}/models?limit=1`);
  assertEquals(await get.text(), "slow");
  assertEquals(server.requests.map(({ method, path, body }) => [method, path, body]), [
    ["POST", "/v1/chat/completions", { a: 1 }],
    ["POST", "/v1/chat/completions", long],
    ["POST", "/v1/chat/completions", "chunk by chunk"],
    ["GET", "/v1/models", ""],
  ]);
});

Deno.test("startOpenAIServer() resets before the headers, and cuts after them", async () => {
  const reset = watched({ ending: "reset" });
  const cut = watched({ body: "half of", ending: "cut" });
  await using server = startOpenAIServer([reset.reply, cut.reply]);
  await assertRejects(() => post(server), TypeError);
  const response = await post(server);
  assertEquals(response.status, 200);
  await assertRejects(() => response.text(), TypeError);
  assertEquals([await reset.end, await cut.end], ["broken", "broken"]);
});

Deno.test("startOpenAIServer() holds a stalled body open until the client leaves", async () => {
  const stall = watched({ body: "half of", ending: "stall" });
  await using server = startOpenAIServer([stall.reply]);
  const reader = (await post(server)).body!.getReader();
  assertEquals(new TextDecoder().decode((await reader.read()).value), "half of");
  const next = reader.read();
  assertEquals(await Promise.race([next.then(() => "more"), Promise.resolve("nothing yet")]), "nothing yet");
  await reader.cancel();
  assertEquals([await stall.end, (await next).done], ["broken", true]);
});

Deno.test("startOpenAIServer() tells clients that left early or never read the answer", async () => {
  const slow = watched({ body: "late", delayMs: 60_000 });
  const unread = watched({ body: "x".repeat(1000) });
  const arrived = Promise.withResolvers<void>();
  const replies = [slow.reply, unread.reply];
  await using server = startOpenAIServer((_, index) => {
    arrived.resolve();
    return replies[index]!;
  });
  const leaving = new AbortController();
  const asked = post(server, { signal: leaving.signal });
  await arrived.promise;
  leaving.abort();
  await assertRejects(() => asked, DOMException);
  assertEquals(await slow.end, "gone");
  // Only a killed client leaves unread data behind: Deno's own connections end in order first.
  const { port } = new URL(server.url);
  const client = new Deno.Command(await pythonPath(), {
    args: ["-c", `${SEND_AND_WAIT}(${port})`],
    stdin: "piped",
  }).spawn();
  assertEquals(await unread.end, "whole");
  client.kill("SIGKILL");
  await client.stdin.close();
  await client.status;
  await unread.lost;
});

Deno.test("startOpenAIServer() throws what a reply function threw, when it closes", async () => {
  const server = startOpenAIServer(() => {
    throw new RangeError("no such reply");
  });
  await assertRejects(() => post(server), TypeError);
  await assertRejects(() => server[Symbol.asyncDispose]().then(() => {}), RangeError, "no such reply");
});
