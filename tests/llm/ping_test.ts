import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { isThere, type PingAnswer, pingProvider, type PingTarget } from "../../lib/llm/ping.ts";
import { apiError } from "../support/chat_completion.ts";
import { type Replies, type Reply, startOpenAIServer } from "../support/openai_server.ts";

const KEY = "sk-geheim-0123456789abcdef";

function targetAt(baseUrl: string, changes: Partial<PingTarget> = {}): PingTarget {
  return { provider: "openai", model: "m", apiKey: KEY, baseUrl, ...changes };
}

/** The answer to one ping, and how often the server was asked. */
async function ping(
  replies: Replies,
  { target, timeoutMs }: { target?: Partial<PingTarget>; timeoutMs?: number } = {},
): Promise<[PingAnswer, number]> {
  await using server = startOpenAIServer(replies);
  const { signal } = new AbortController();
  const answer = await pingProvider(targetAt(server.url, target), { timeoutMs, signal });
  return [answer, server.requests.length];
}

function listOf(...ids: readonly string[]): Reply {
  return { body: { object: "list", data: ids.map((id) => ({ id, object: "model" })) } };
}

Deno.test("pingProvider() asks once for the list of models, with the key", async () => {
  await using server = startOpenAIServer([listOf("a", "m")]);
  const { signal } = new AbortController();
  const answer = await pingProvider(targetAt(server.url), { signal });
  assertEquals(answer, { kind: "answers", lists: true, note: null });
  assertEquals(server.requests.map(({ method, path }) => [method, path]), [["GET", "/v1/models"]]);
  assertEquals(server.requests[0]!.headers.get("authorization"), `Bearer ${KEY}`);
});

const LISTS: readonly [string, Reply, Partial<PingTarget>, boolean | null][] = [
  ["that does not have it", listOf("a", "mm"), {}, false],
  ["of nothing", listOf(), {}, false],
  ["of Google, whose names have a prefix", listOf("models/m"), {}, true],
  ["of Ollama, whose names have a tag", listOf("m:latest"), {}, true],
  ["without an object around it", { body: [{ id: "m" }] }, {}, true],
  ["of odd entries", { body: { data: [null, 3, "m", { id: 7 }, { id: "m" }] } }, {}, true],
  ["of which this is a part", { body: { data: [{ id: "a" }], has_more: true } }, {}, null],
  ["where no model is asked for", listOf("m"), { model: null }, null],
  ["of Azure, which has no deployments", listOf("a"), { provider: "azure" }, null],
];

Deno.test("pingProvider() finds the model in a list", async (t) => {
  for (const [name, reply, target, lists] of LISTS) {
    await t.step(name, async () => {
      assertEquals(await ping([reply], { target }), [{ kind: "answers", lists, note: null }, 1]);
    });
  }
});

const NO_LIST: PingAnswer = { kind: "answers", lists: null, note: "sends no list of models" };

Deno.test("pingProvider() takes what is no list for an answer", async (t) => {
  const replies: readonly [string, Reply][] = [
    ["a page", { body: "<html>", headers: { "content-type": "text/html" } }],
    ["broken JSON", { body: '{"data": [' }],
    ["nothing", { body: "" }],
    ["204", { status: 204 }],
    ["null", { body: "null" }],
    ["data that is none", { body: { data: "m" } }],
    ["JSON that is nested without end", { body: "[".repeat(200_000) }],
  ];
  for (const [name, reply] of replies) {
    await t.step(name, async () => assertEquals(await ping([reply]), [NO_LIST, 1]));
  }
});

const STATUSES: readonly [Reply, PingAnswer][] = [
  [
    { status: 401, body: apiError("Incorrect API key provided") },
    { kind: "key_refused", why: "status 401: Incorrect API key provided" },
  ],
  [{ status: 403 }, { kind: "key_refused", why: "status 403" }],
  [
    {
      status: 400,
      body: { error: { code: 400, message: "API key not valid. Please pass a valid API key." } },
    },
    { kind: "key_refused", why: "status 400: API key not valid. Please pass a valid API key." },
  ],
  [
    { status: 400, body: apiError("no such query") },
    { kind: "answers", lists: null, note: "status 400: no such query" },
  ],
  [{ status: 404 }, { kind: "no_such_address", why: "status 404" }],
  [{ status: 405, body: apiError("only POST") }, { kind: "no_such_address", why: "status 405: only POST" }],
  [
    { status: 429, body: apiError("slow\ndown\x1b[2J") },
    { kind: "answers", lists: null, note: "status 429: slow down [2J" },
  ],
  [{ status: 500 }, { kind: "no_answer", why: "status 500" }],
  [
    { status: 503, body: apiError("no upstream") },
    { kind: "no_answer", why: "status 503: no upstream" },
  ],
];

Deno.test("pingProvider() tells what a status means, and never asks again", async (t) => {
  for (const [reply, expected] of STATUSES) {
    await t.step(JSON.stringify(reply), async () => assertEquals(await ping([reply]), [expected, 1]));
  }
});

Deno.test("isThere() says yes where a server answers and did not refuse the key", () => {
  assertEquals(
    ([
      { kind: "answers", lists: null, note: null },
      { kind: "no_such_address", why: "" },
      { kind: "key_refused", why: "" },
      { kind: "no_answer", why: "" },
    ] as const).map(isThere),
    [true, true, false, false],
  );
});

Deno.test("pingProvider() tells why nobody answers", async (t) => {
  await t.step("no server", async () => {
    const { url } = await (async () => {
      await using server = startOpenAIServer([]);
      return server;
    })();
    const answer = await pingProvider(targetAt(url), { signal: new AbortController().signal });
    assert(answer.kind === "no_answer");
    assertStringIncludes(answer.why, "Connection refused");
    assert(!answer.why.includes(url), answer.why);
  });
  await t.step("a connection that breaks before the answer", async () => {
    const [answer, count] = await ping([{ ending: "reset" }]);
    assertEquals([answer.kind, count], ["no_answer", 1]);
  });
  await t.step("a connection that breaks in the answer", async () => {
    assertEquals(await ping([{ body: '{"data": [', ending: "cut" }]), [
      { kind: "no_answer", why: "the connection broke in the answer" },
      1,
    ]);
  });
  const slow: readonly [string, Reply][] = [
    ["an answer that does not begin in time", { delayMs: 60_000 }],
    ["an answer that does not end in time", { body: '{"data": [', ending: "stall" }],
  ];
  for (const [name, reply] of slow) {
    await t.step(name, async () => {
      const expected: PingAnswer = { kind: "no_answer", why: "no whole answer within 0.2 s" };
      assertEquals(await ping([reply], { timeoutMs: 200 }), [expected, 1]);
    });
  }
});

Deno.test("pingProvider() reads no list without end", async () => {
  const [answer] = await ping([{ body: "x".repeat(17_000_000) }]);
  assertEquals(answer, { kind: "answers", lists: null, note: "its list of models is too long to be read" });
});

Deno.test("pingProvider() asks Anthropic again in its own way where it takes no bearer token", async () => {
  await using server = startOpenAIServer(({ headers }) =>
    headers.get("x-api-key") === KEY && headers.get("anthropic-version") && !headers.has("authorization")
      ? listOf("m")
      : { status: 401, body: apiError("x-api-key header is required") }
  );
  const { signal } = new AbortController();
  const target = targetAt(server.url, { provider: "anthropic" });
  assertEquals(await pingProvider(target, { signal }), { kind: "answers", lists: true, note: null });
  assertEquals(server.requests.length, 2);
  // Nobody else is told of it.
  assertEquals((await pingProvider(targetAt(server.url), { signal })).kind, "key_refused");
  assertEquals(server.requests.length, 3);
});

Deno.test("pingProvider() never tells a key that the server repeats", async (t) => {
  for (const status of [200, 400, 401, 404, 429, 500]) {
    await t.step(`${status}`, async () => {
      const body = { error: { message: `bad api key ${KEY}!` }, [KEY]: KEY };
      const [answer] = await ping([{ status, body, headers: { "x-request-id": KEY } }]);
      assert(!JSON.stringify(answer).includes(KEY), JSON.stringify(answer));
    });
  }
});

Deno.test("pingProvider() sends no key that cannot stand in a header", async () => {
  for (const apiKey of ["", "sk geheim", "sk-geheimä", "sk-geheim\n"]) {
    const [answer, count] = await ping([listOf("m")], { target: { apiKey } });
    const why = "the key holds a blank or a character outside ASCII";
    assertEquals([answer, count], [{ kind: "key_refused", why }, 0]);
  }
});

Deno.test("pingProvider() rejects with the signal's reason where the signal aborts", async () => {
  const reason = new Error("stop now");
  const stop = new AbortController();
  await using server = startOpenAIServer(() => {
    stop.abort(reason);
    return { delayMs: 60_000 };
  });
  const ends = () => pingProvider(targetAt(server.url), { signal: stop.signal });
  assert(await assertRejects(ends) === reason);
  assert(await assertRejects(ends) === reason);
  assertEquals(server.requests.length, 1);
});

Deno.test("pingProvider() passes a missing permission on, which names the flag", async () => {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", "--allow-read", "--allow-env", "-"],
    stdin: "piped",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const module = import.meta.resolve("../../lib/llm/ping.ts");
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(`
    import { pingProvider } from ${JSON.stringify(module)};
    const target = { provider: "openai", model: null, apiKey: "none", baseUrl: "http://127.0.0.1:40009/v1" };
    const { signal } = new AbortController();
    await pingProvider(target, { signal }).catch((error) => console.log(String(error)));
  `));
  await writer.close();
  assertEquals(
    new TextDecoder().decode((await child.output()).stdout),
    'NotCapable: Requires net access to "127.0.0.1:40009", run again with the --allow-net flag\n',
  );
});

Deno.test("pingProvider() takes its key to no other address", async () => {
  await using other = startOpenAIServer([listOf("m")]);
  const away: Reply = { status: 307, headers: { location: `${other.url}/models?key=x` } };
  const elsewhere: PingAnswer = {
    kind: "no_such_address",
    why: `answers with a redirect to ${new URL(other.url).origin}`,
  };
  assertEquals(await ping([away]), [elsewhere, 1]);
  // The second request of Anthropic's has the key in a header that fetch would take along.
  const target = { provider: "anthropic" };
  assertEquals(await ping([{ status: 401 }, away], { target }), [elsewhere, 2]);
  assertEquals(await ping([{ status: 302, headers: { location: "mailto:me" } }]), [
    { kind: "no_such_address", why: "answers with a redirect to no address of the web" },
    1,
  ]);
  assertEquals(other.requests.length, 0);
});
