import { assert, assertEquals, assertRejects, assertStringIncludes, assertThrows } from "@std/assert";
import type { ChatMessage } from "../../lib/core/chat.ts";
import { ProviderError, UsageError } from "../../lib/core/errors.ts";
import { openSender, type SenderOptions, type Sent } from "../../lib/llm/send.ts";
import { apiError, chatCompletion } from "../support/chat_completion.ts";
import { type Replies, type Reply, startOpenAIServer } from "../support/openai_server.ts";

const KEY = "sk-geheim-0123456789abcdef";
const NEVER = new AbortController().signal;
const MESSAGES: readonly ChatMessage[] = [
  { role: "system", content: "be brief" },
  { role: "user", content: "hello" },
];

function senderAt(baseUrl: string, options: Partial<SenderOptions> = {}) {
  return openSender({
    model: "test-model",
    apiKey: KEY,
    baseUrl,
    limitParameter: "max_completion_tokens",
    requestTimeoutMs: 30_000,
    idleTimeoutMs: 30_000,
    ...options,
  });
}

/** What came of one request. */
async function sendTo(reply: Reply, options: Partial<SenderOptions> = {}): Promise<Sent> {
  await using server = startOpenAIServer([reply]);
  const sent = await senderAt(server.url, options).send(MESSAGES, NEVER);
  assertEquals(server.requests.length, 1, "one HTTP exchange each");
  return sent;
}

async function failureOf(reply: Reply, options: Partial<SenderOptions> = {}) {
  const sent = await sendTo(reply, options);
  assert(sent.kind === "failed", "an answer was given");
  return sent;
}

Deno.test("send() sends the messages once and gives the completion", async () => {
  await using server = startOpenAIServer([{ body: chatCompletion("domain: Optics\n") }]);
  const sent = await senderAt(server.url).send(MESSAGES, NEVER);
  assertEquals(sent, {
    kind: "answer",
    completion: {
      text: "domain: Optics\n",
      refusal: null,
      finishReason: "stop",
      usage: { promptTokens: 11, cachedPromptTokens: 0, completionTokens: 7, costUsd: null },
    },
  });
  const [request] = server.requests;
  assertEquals([request!.method, request!.path], ["POST", "/v1/chat/completions"]);
  assertEquals(request!.headers.get("authorization"), `Bearer ${KEY}`);
  assertEquals(request!.body, { model: "test-model", messages: MESSAGES });
});

Deno.test("send() sends parameters where they are set, a temperature of zero included", async () => {
  for (const limitParameter of ["max_tokens", "max_completion_tokens"] as const) {
    await using server = startOpenAIServer([{ body: chatCompletion("x") }]);
    const sender = senderAt(server.url, { temperature: 0, maxOutputTokens: 4_000, limitParameter });
    await sender.send(MESSAGES, NEVER);
    assertEquals(server.requests[0]!.body, {
      model: "test-model",
      messages: MESSAGES,
      temperature: 0,
      [limitParameter]: 4_000,
    });
  }
});

Deno.test("send() works again and again, and many times at once", async () => {
  await using server = startOpenAIServer((_, index) => ({
    body: chatCompletion(`answer ${index}`),
    delayMs: 5,
  }));
  const sender = senderAt(server.url);
  const all = await Promise.all(Array.from({ length: 20 }, () => sender.send(MESSAGES, NEVER)));
  assertEquals(new Set(all.map((sent) => sent.kind === "answer" && sent.completion.text)).size, 20);
});

Deno.test("send() calls onSend before each request leaves, and sends none where that throws", async () => {
  await using server = startOpenAIServer([{ status: 503 }, { body: chatCompletion("x") }]);
  const counts: number[] = [];
  const sender = senderAt(server.url, {
    onSend() {
      counts.push(server.requests.length);
      if (counts.length > 2) throw new Error("enough");
    },
  });
  await sender.send(MESSAGES, NEVER);
  await sender.send(MESSAGES, NEVER);
  await assertRejects(() => sender.send(MESSAGES, NEVER), Error, "enough");
  assertEquals([counts, server.requests.length], [[0, 1, 2], 2]);
});

Deno.test("send() reads JSON whatever the server calls it", async () => {
  const text = JSON.stringify(chatCompletion("a"));
  for (const type of ["text/plain", "application/octet-stream", "text/html"]) {
    const sent = await sendTo({ body: text, headers: { "content-type": type } });
    assertEquals(sent.kind === "answer" && sent.completion.text, "a");
  }
});

Deno.test("send() reads a compressed answer", async () => {
  const stream = new Blob([JSON.stringify(chatCompletion("a"))]).stream();
  const packed = await new Response(stream.pipeThrough(new CompressionStream("gzip"))).arrayBuffer();
  const sent = await sendTo({ body: new Uint8Array(packed), headers: { "content-encoding": "gzip" } });
  assertEquals(sent.kind === "answer" && sent.completion.text, "a");
});

const NO_OBJECT =
  "answer_malformed: the server sent no JSON object: the base URL may lack its path, such as /v1";
const NOT_JSON = "answer_malformed: the server's answer is not valid JSON";
const CUT_STREAM =
  "answer_malformed: the server streams although it was not asked to, and the stream is not whole";
const NO_CHOICES = "answer_empty: the answer has no choices";
const TOO_LARGE = "answer_too_large: the server's answer is too long to be read";

/** What the server does, reason and detail, the short name, whether to ask again, whether it may cost. */
const FAILURES: readonly [string, Reply, string, string, boolean, boolean][] = [
  ["broken JSON", { body: '{"choices": [' }, NOT_JSON, "not JSON", true, true],
  ["a broken stream", { body: 'data: {"choices": []}\n\ndata: {"cho' }, CUT_STREAM, "not JSON", true, true],
  ["a stream of nothing", { body: "data: {}\n\ndata: [DONE]\n" }, NO_CHOICES, "no choices", false, true],
  ["a page", { body: "<html>", headers: { "content-type": "text/html" } }, NO_OBJECT, "not JSON", true, true],
  ["a page called JSON", { body: " <!doctype html>" }, NO_OBJECT, "not JSON", true, true],
  ["nothing", { body: "" }, NO_OBJECT, "not JSON", true, true],
  ["204", { status: 204 }, NO_OBJECT, "not JSON", true, true],
  ["a list", { body: [] }, NO_OBJECT, "not JSON", true, true],
  ["JSON null", { body: "null" }, NO_OBJECT, "not JSON", true, true],
  ["no choices", { body: {} }, NO_CHOICES, "no choices", false, true],
  [
    "an error with status 200",
    { body: { error: { message: "upstream\nfails", code: 502 } } },
    "provider_unavailable: the provider fails (status 502: upstream fails)",
    "error 502 with status 200",
    true,
    false,
  ],
  ["ten megabytes", { body: "x".repeat(10_000_000) }, TOO_LARGE, "too large", false, true],
  [
    "an error of ten megabytes",
    { status: 500, body: "x".repeat(10_000_000) },
    TOO_LARGE,
    "too large",
    false,
    false,
  ],
  [
    "400",
    { status: 400, body: apiError("messages are\nwrong\x1b[2J") },
    "request_refused: the provider refuses the request (status 400: messages are wrong [2J)",
    "status 400",
    false,
    false,
  ],
  [
    "422 with another body",
    { status: 422, body: { detail: [{ msg: "bad" }] } },
    'request_refused: the provider refuses the request (status 422: {"detail":[{"msg":"bad"}]})',
    "status 422",
    false,
    false,
  ],
  [
    "413",
    { status: 413 },
    "request_refused: the provider refuses the request (status 413)",
    "status 413",
    false,
    false,
  ],
  [
    "503 with a page",
    { status: 503, body: "<html>busy</html>" },
    "provider_unavailable: the provider fails (status 503: <html>busy</html>)",
    "status 503",
    true,
    false,
  ],
];

Deno.test("send() tells why there is no answer", async (t) => {
  for (const [name, reply, line, failure, again, mayBeCharged] of FAILURES) {
    await t.step(name, async () => {
      const sent = await failureOf(reply);
      assertEquals(`${sent.rejection.reason}: ${sent.rejection.detail}`, line);
      assertEquals([sent.failure, sent.again, sent.mayBeCharged], [failure, again, mayBeCharged]);
      assertEquals([sent.reached, sent.adapted], [true, false]);
    });
  }
});

Deno.test("send() tells a busy server, and how long it wants to be left alone", async () => {
  for (const status of [429, 503, 529]) {
    const { busy, again, retryAfterMs } = await failureOf({ status, headers: { "retry-after": "2" } });
    assertEquals([busy, again, retryAfterMs], [true, true, 2_000]);
  }
  const { busy, again, retryAfterMs } = await failureOf({ status: 500, headers: { "retry-after-ms": "70" } });
  assertEquals([busy, again, retryAfterMs], [false, true, 70]);
  const within = await failureOf({ body: { error: { code: 429, message: "busy" } } });
  assertEquals([within.busy, within.again, within.retryAfterMs], [true, true, null]);
});

Deno.test("send() survives JSON that is nested without end", async () => {
  const deep = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
  for (
    const reply of [{ body: deep }, { body: `{"error":{"message":${deep}}}` }, { status: 400, body: deep }, {
      status: 400,
      body: `{"error":${deep}}`,
    }]
  ) {
    const { reason } = (await failureOf(reply)).rejection;
    assert(["answer_malformed", "request_refused", "provider_unavailable"].includes(reason), reason);
  }
});

Deno.test("send() tells how a connection broke", async (t) => {
  const cases: readonly [string, Reply, boolean][] = [
    ["before the answer", { ending: "reset" }, true],
    ["in the answer", { body: '{"choices": [', ending: "cut" }, true],
    ["in an error", { status: 500, body: '{"error": ', ending: "cut" }, false],
  ];
  for (const [name, reply, charged] of cases) {
    await t.step(name, async () => {
      const { rejection, failure, again, mayBeCharged, reached } = await failureOf(reply);
      assertEquals([failure, again, mayBeCharged, reached], ["connection", true, charged, true]);
      assertEquals(rejection.reason, "provider_unavailable");
      assertStringIncludes(rejection.detail, "the connection fails: ");
    });
  }
});

Deno.test("send() tells where there is no server", async (t) => {
  const { url } = await (async () => {
    await using server = startOpenAIServer([]);
    return server;
  })();
  for (
    const [name, address, words] of [
      ["a refused connection", `${url}?secret=geheim`, "Connection refused"],
      ["a host that is not", "http://no-such-host.invalid/v1?secret=geheim", "lookup address"],
    ]
  ) {
    await t.step(name!, async () => {
      const sent = await senderAt(address!).send(MESSAGES, NEVER);
      assert(sent.kind === "failed");
      assertEquals([sent.again, sent.reached, sent.mayBeCharged, sent.busy], [true, false, false, false]);
      assertStringIncludes(sent.rejection.detail, words!);
      assert(!sent.rejection.detail.includes("geheim"), sent.rejection.detail);
    });
  }
});

Deno.test("send() ends a request in time, whatever is slow, and wants it not repeated", async (t) => {
  const slow: readonly [string, Reply, boolean][] = [
    ["the answer's start", { delayMs: 60_000 }, true],
    ["the body", { body: '{"choices": [', ending: "stall" }, true],
    ["the body of an error", { status: 500, body: '{"error": ', ending: "stall" }, false],
  ];
  for (const [name, reply, charged] of slow) {
    await t.step(name, async () => {
      const { rejection, failure, again, mayBeCharged } = await failureOf(reply, { requestTimeoutMs: 200 });
      assertEquals(rejection, { reason: "request_timeout", detail: "no whole answer within 0.2 s" });
      assertEquals([failure, again, mayBeCharged], ["timeout", false, charged]);
    });
  }
});

Deno.test("send() ends an answer that stalls, and wants it repeated", async () => {
  const { rejection, failure, again, mayBeCharged } = await failureOf(
    { body: '{"choices": [', ending: "stall" },
    { idleTimeoutMs: 200 },
  );
  assertEquals(rejection, {
    reason: "provider_unavailable",
    detail: "the answer stalls: not a byte within 0.2 s",
  });
  assertEquals([failure, again, mayBeCharged], ["stalled", true, true]);
});

Deno.test("send() rejects with the signal's reason where the signal aborts", async (t) => {
  const reason = new Error("stop now");
  const cases: readonly [string, Reply][] = [
    ["before the answer", { delayMs: 60_000 }],
    ["in the body", { body: "{", ending: "stall" }],
    ["in the body of an error", { status: 500, body: "{", ending: "stall" }],
  ];
  for (const [name, reply] of cases) {
    await t.step(name, async () => {
      await using server = startOpenAIServer([reply]);
      const stop = new AbortController();
      const timer = setTimeout(() => stop.abort(reason), 150);
      const error = await assertRejects(() => senderAt(server.url).send(MESSAGES, stop.signal));
      clearTimeout(timer);
      assert(error === reason, String(error));
    });
  }
  await t.step("before it began", async () => {
    await using server = startOpenAIServer([{ body: chatCompletion("a") }]);
    const sender = senderAt(server.url);
    assert(await assertRejects(() => sender.send(MESSAGES, AbortSignal.abort(reason))) === reason);
    assertEquals(server.requests.length, 0);
  });
});

Deno.test("send() stops the run where asking again cannot help, and names the key's variable", async () => {
  const refused: Reply = { status: 401, body: apiError("Incorrect API key provided", "invalid_api_key") };
  assertEquals(
    (await assertRejects(() => sendTo(refused), ProviderError)).message,
    'Cannot ask "test-model": the provider refuses the API key (status 401: Incorrect API key provided). ' +
      "Set OPENAI_API_KEY to a valid key",
  );
  const advised = await assertRejects(() => sendTo(refused, { keyVariable: "XAI_API_KEY" }), ProviderError);
  assertStringIncludes(advised.message, "Set XAI_API_KEY to a valid key");
  const usedUp: Reply = {
    status: 429,
    body: apiError("You exceeded your current quota", "insufficient_quota"),
  };
  await assertRejects(() => sendTo(usedUp), ProviderError, "the account has no quota left (status 429: You");
});

Deno.test("send() never shows the key that a server repeats", async (t) => {
  const headers = { "x-request-id": KEY, "retry-after-ms": "1" };
  for (const status of [200, 400, 401, 403, 404, 429, 500]) {
    for (const body of [apiError(`bad key ${KEY}!`), `Bearer ${KEY}`, { error: { [KEY]: [KEY] } }]) {
      await t.step(`${status} ${JSON.stringify(body)}`, async () => {
        const shown = await sendTo({ status, body, headers }).then(Deno.inspect, Deno.inspect);
        assert(!shown.includes(KEY), shown);
      });
    }
  }
  await t.step("that does not look like a key", async () => {
    const { rejection } = await failureOf({ status: 400, body: apiError("key hunter2 is bad") }, {
      apiKey: "hunter2",
    });
    assertStringIncludes(rejection.detail, "key [key] is bad");
  });
  await t.step("that is cut in the middle", async () => {
    const { rejection } = await failureOf({ status: 400, body: apiError(`${"x".repeat(290)} ${KEY}`) });
    assert(!rejection.detail.includes("geheim"), rejection.detail);
  });
  await t.step("unless it is the placeholder, which is a word", async () => {
    const { rejection } = await failureOf({ status: 400, body: apiError("none of these") }, {
      apiKey: "none",
    });
    assertStringIncludes(rejection.detail, "none of these");
  });
});

/** A server that refuses what a reasoning model refuses, and answers with the parameters that it got. */
const demanding: Replies = ({ body }) => {
  const { temperature, max_tokens, max_completion_tokens } = body as Record<string, number | undefined>;
  if (temperature !== undefined) return refusing("temperature", "unsupported_value");
  if (max_tokens !== undefined) return refusing("max_tokens", "unsupported_parameter");
  if (max_completion_tokens! > 8_192) {
    const message = "max_tokens is too large: 9000. This model supports at most 8192 completion tokens";
    return { status: 400, body: apiError(message) };
  }
  return { body: chatCompletion(`${max_completion_tokens}`) };
};

function refusing(param: string, code: string): Reply {
  const message = `Unsupported parameter: '${param}' is not supported with this model.`;
  return { status: 400, body: { error: { message, type: "invalid_request_error", param, code } } };
}

const ADAPTABLE = { temperature: 0.5, maxOutputTokens: 9_000, limitParameter: "max_tokens" } as const;

Deno.test("send() has a request sent again without what the model refused, and remembers that", async () => {
  await using server = startOpenAIServer(demanding);
  const sender = senderAt(server.url, ADAPTABLE);
  for (let refused = 0; refused < 3; refused++) {
    const sent = await sender.send(MESSAGES, NEVER);
    assert(sent.kind === "failed");
    assertEquals([sent.adapted, sent.again, sent.failure], [true, true, "status 400"]);
  }
  for (const messages of [MESSAGES, [...MESSAGES]]) {
    const sent = await sender.send(messages, NEVER);
    assertEquals(sent.kind === "answer" && sent.completion.text, "8192");
  }
  assertEquals(server.requests.length, 5);
});

Deno.test("send() adapts requests that were on the way together, each for itself", async () => {
  await using server = startOpenAIServer(async (request, index) => ({
    ...await demanding(request, index),
    delayMs: 30,
  } as Reply));
  const sender = senderAt(server.url, ADAPTABLE);
  const tries = await Promise.all(Array.from({ length: 8 }, async () => {
    const messages = [...MESSAGES];
    for (let tries = 1;; tries++) {
      const sent = await sender.send(messages, NEVER);
      if (sent.kind === "answer") return tries;
      assert(sent.adapted && tries < 9, "each refusal teaches something");
    }
  }));
  assertEquals(tries, Array(8).fill(4));
});

Deno.test("send() takes no for an answer where nothing is left to adapt", async () => {
  await using server = startOpenAIServer([refusing("temperature", "unsupported_value")]);
  const sender = senderAt(server.url, ADAPTABLE);
  const adapted: boolean[] = [];
  for (let n = 0; n < 3; n++) {
    const sent = await sender.send(MESSAGES, NEVER);
    assert(sent.kind === "failed" && sent.rejection.reason === "request_refused");
    assertEquals(sent.again, sent.adapted);
    adapted.push(sent.adapted);
  }
  assertEquals(adapted, [true, false, false]);
});

Deno.test("send() passes a missing permission on, and the client writes nothing to stdout", async () => {
  const script = await Deno.makeTempFile({ suffix: ".ts" });
  const sendUrl = new URL("../../lib/llm/send.ts", import.meta.url).href;
  await Deno.writeTextFile(
    script,
    `import { openSender } from ${JSON.stringify(sendUrl)};
    const sender = openSender({ model: "m", apiKey: "none", baseUrl: "http://127.0.0.1:40009/v1",
      limitParameter: "max_tokens", requestTimeoutMs: 1000, idleTimeoutMs: 1000 });
    await sender.send([], new AbortController().signal).catch((error) => console.log(String(error)));`,
  );
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", "--allow-read", "--allow-env", script],
    env: { OPENAI_LOG: "debug" },
  }).output();
  await Deno.remove(script);
  assertEquals(
    new TextDecoder().decode(stdout),
    'NotCapable: Requires net access to "127.0.0.1:40009", run again with the --allow-net flag\n',
  );
});

Deno.test("openSender() refuses a key that no header can carry, without showing it", () => {
  for (const apiKey of ["", "sk-geheim\n", "sk geheim", "sk-geheimä"]) {
    const error = assertThrows(
      () => senderAt("http://127.0.0.1:1/v1", { apiKey, keyVariable: "GROQ_API_KEY" }),
      UsageError,
      "Cannot use the API key: it is empty or holds a blank or a character outside ASCII. Check GROQ_API_KEY",
    );
    assert(!error.message.includes("geheim"));
  }
});

Deno.test("send() tells another server than OpenAI's nothing of the user's organisation there", async () => {
  await using server = startOpenAIServer([{ body: chatCompletion("a") }]);
  const names = { OPENAI_ORG_ID: "org-secret", OPENAI_PROJECT_ID: "proj-secret" };
  for (const [name, value] of Object.entries(names)) Deno.env.set(name, value);
  try {
    await senderAt(server.url).send([{ role: "user", content: "a" }], new AbortController().signal);
  } finally {
    for (const name of Object.keys(names)) Deno.env.delete(name);
  }
  const sent = [...server.requests[0]!.headers.values()].join(" ");
  assert(!sent.includes("secret"), sent);
});

Deno.test("send() reads a stream that it did not ask for", async () => {
  const chunk = (content: string, finish_reason: string | null) =>
    `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content }, finish_reason }] })}\n\n`;
  const usage = `data: ${
    JSON.stringify({ choices: [], usage: { prompt_tokens: 9, completion_tokens: 2 } })
  }\n\n`;
  const body = `${chunk("domain: ", null)}${chunk("Optics\n", "stop")}${usage}data: [DONE]\n\n`;
  const sent = await sendTo({ body, headers: { "content-type": "text/event-stream" } });
  assertEquals(sent, {
    kind: "answer",
    completion: {
      text: "domain: Optics\n",
      refusal: null,
      finishReason: "stop",
      usage: { promptTokens: 9, cachedPromptTokens: 0, completionTokens: 2, costUsd: null },
    },
  });
});

Deno.test("send() follows no redirect: it stops, and names where the server points", async () => {
  await using other = startOpenAIServer([{ body: chatCompletion("x") }]);
  for (const status of [301, 302, 307, 308]) {
    const location = `${other.url}/${KEY}?key=${KEY}`;
    await using server = startOpenAIServer([{ status, headers: { location } }]);
    const error = await assertRejects(() => senderAt(server.url).send(MESSAGES, NEVER), ProviderError);
    assertEquals(
      error.message,
      `Cannot ask "test-model": the server at this address points elsewhere (status ${status}: ` +
        `${other.url}/[key]). Check --base-url`,
    );
    assertEquals([error.cause, server.requests.length], [undefined, 1]);
  }
  assertEquals(other.requests.length, 0);
});

Deno.test("send() passes on what was used where there is no answer", async () => {
  const usage = { prompt_tokens: 100, completion_tokens: 20, cost: 0.5 };
  const used = { promptTokens: 100, cachedPromptTokens: 0, completionTokens: 20, costUsd: 0.5 };
  assertEquals((await failureOf({ body: { choices: [], usage } })).usage, used);
  assertEquals((await failureOf({ body: { error: { code: 502, message: "x" }, usage } })).usage, used);
  const within = `data: ${JSON.stringify({ error: { message: "x" }, usage })}\n\n`;
  assertEquals((await failureOf({ body: within })).usage, used);
  for (const reply of [{ body: {} }, { body: "{" }, { status: 503 }, { ending: "reset" }] satisfies Reply[]) {
    assertEquals((await failureOf(reply)).usage, null);
  }
});

Deno.test("send() comes to an end with a hostile message of a megabyte", async () => {
  for (const piece of ["http://a", "sk-.", "api-key="]) {
    const { rejection } = await failureOf({ status: 400, body: apiError(`no: ${piece.repeat(110_000)}`) });
    assertEquals(rejection.detail, "the provider refuses the request (status 400: no:...)");
  }
});
