import { assert, assertEquals, assertRejects, assertStringIncludes, assertThrows } from "@std/assert";
import type { AuthorAnswer, AuthorRequest } from "../../lib/core/author.ts";
import { ProviderError, UsageError } from "../../lib/core/errors.ts";
import { modelAuthor, type ModelOptions } from "../../lib/llm/model_author.ts";
import { buildPrompt } from "../../lib/llm/prompt.ts";
import { apiError, chatCompletion } from "../support/chat_completion.ts";
import { type Replies, type Reply, startOpenAIServer } from "../support/openai_server.ts";

const KEY = "sk-geheim-0123456789abcdef";
const SEED = { domain: "Optics", topic: "Thin Lenses", subtopic: "Lensmaker's Equation" };
/** Retries at once, instead of after half a second. */
const SOON = { "retry-after-ms": "1" };

function requestWith(changes: Partial<AuthorRequest> = {}): AuthorRequest {
  const signal = new AbortController().signal;
  return { draw: { seed: SEED, ordinal: 1 }, attempt: 1, feedback: null, signal, ...changes };
}

function authorAt(url: string, changes: Partial<ModelOptions> = {}) {
  return modelAuthor({ model: "test-model", apiKey: KEY, baseUrl: url, ...changes });
}

/** The answer to one request, and how often the server was asked. */
async function ask(replies: Replies, options: Partial<ModelOptions> = {}): Promise<[AuthorAnswer, number]> {
  await using server = startOpenAIServer(replies);
  const answer = await authorAt(server.url, options).write(requestWith());
  return [answer, server.requests.length];
}

/** The reason, the detail and the number of requests where there is no text. */
async function failure(
  replies: Replies,
  options: Partial<ModelOptions> = {},
): Promise<[string, string, number]> {
  const [answer, count] = await ask(replies, options);
  assert(answer.kind === "none", "a text was given");
  return [answer.reason, answer.detail, count];
}

function completion(message: unknown, rest: Record<string, unknown> = {}): unknown {
  return { choices: [{ index: 0, finish_reason: "stop", message, ...rest }] };
}

Deno.test("modelAuthor() is named for provenance and asks nothing before it has to", () => {
  const author = authorAt("http://127.0.0.1:40009/v1");
  assertEquals([author.name, author.model, author.repeats], ["model", "test-model", false]);
});

Deno.test("write() sends the prompt once and gives the text with its usage", async () => {
  await using server = startOpenAIServer([{ body: chatCompletion("domain: Optics\n") }]);
  const answer = await authorAt(server.url).write(requestWith({ feedback: "summary is missing" }));
  const usage = { promptTokens: 11, completionTokens: 7 };
  assertEquals(answer, { kind: "text", text: "domain: Optics\n", usage });
  const [request] = server.requests;
  const { system, user } = buildPrompt(SEED, "summary is missing");
  assertEquals(server.requests.length, 1);
  assertEquals([request!.method, request!.path], ["POST", "/v1/chat/completions"]);
  assertEquals(request!.headers.get("authorization"), `Bearer ${KEY}`);
  assertEquals(request!.body, {
    model: "test-model",
    messages: [{ role: "system", content: system }, { role: "user", content: user }],
  });
});

Deno.test("write() sends a temperature where one is set, zero included", async () => {
  for (const temperature of [0, 0.7]) {
    await using server = startOpenAIServer([{ body: chatCompletion("x") }]);
    await authorAt(server.url, { temperature }).write(requestWith());
    assertEquals((server.requests[0]!.body as { temperature: number }).temperature, temperature);
  }
});

Deno.test("write() works again and again, and many times at once", async () => {
  await using server = startOpenAIServer((_, index) => ({
    body: chatCompletion(`answer ${index}`),
    delayMs: 5,
  }));
  const author = authorAt(server.url);
  const answers = await Promise.all(Array.from({ length: 20 }, () => author.write(requestWith())));
  assertEquals(new Set(answers.map((answer) => answer.kind === "text" && answer.text)).size, 20);
});

const TEXTS: readonly [string, unknown, string][] = [
  [
    "a content in parts",
    completion({ content: [{ type: "text", text: "a" }, { type: "text", text: "b" }] }),
    "ab",
  ],
  [
    "parts of other kinds",
    completion({
      content: [{ type: "thinking", text: "hm" }, null, 3, { type: "text" }, { type: "text", text: "a" }],
    }),
    "a",
  ],
  ["an empty refusal", completion({ content: "a", refusal: "" }), "a"],
  ["no finish reason", completion({ content: "a" }, { finish_reason: undefined }), "a"],
  ["more than one choice", { choices: [{ message: { content: "a" } }, { message: { content: "b" } }] }, "a"],
];

Deno.test("write() reads answers of other servers", async (t) => {
  for (const [name, body, expected] of TEXTS) {
    await t.step(name, async () => {
      const [answer] = await ask([{ body }]);
      assertEquals(answer.kind === "text" && answer.text, expected);
    });
  }
});

Deno.test("write() counts tokens as zero where the usage is missing or no sane number", async () => {
  const zero = { promptTokens: 0, completionTokens: 0 };
  for (
    const usage of [null, "many", [], { prompt_tokens: -1, completion_tokens: "7" }, {
      prompt_tokens: 1e12,
      completion_tokens: 0.5,
    }]
  ) {
    const [answer] = await ask([{ body: { ...completion({ content: "a" }) as object, usage } }]);
    assertEquals(answer.usage, zero);
  }
  const [answer] = await ask([{ body: chatCompletion("a", { usage: { prompt_tokens: 3 } }) }]);
  assertEquals(answer.usage, { promptTokens: 3, completionTokens: 0 });
});

const NO_CHOICES = "the answer has no choices";
const NO_TEXT = "the answer has no text";
const NO_OBJECT = "the server sent no JSON object: the base URL may lack its path, such as /v1";
const POOR: readonly [string, Reply, string, string][] = [
  ["no choices", { body: {} }, "answer_empty", NO_CHOICES],
  ["an empty list of choices", { body: { choices: [] } }, "answer_empty", NO_CHOICES],
  ["choices that are none", { body: { choices: "x" } }, "answer_empty", NO_CHOICES],
  ["a null choice", { body: { choices: [null] } }, "answer_empty", NO_CHOICES],
  ["no message", { body: { choices: [{ message: null }] } }, "answer_empty", NO_CHOICES],
  ["null content", { body: completion({ content: null }) }, "answer_empty", NO_TEXT],
  ["blank content", { body: chatCompletion(" \n") }, "answer_empty", NO_TEXT],
  ["content of another kind", { body: completion({ content: { text: "a" } }) }, "answer_empty", NO_TEXT],
  [
    "an answer that is cut",
    { body: chatCompletion("a", { finishReason: "length" }) },
    "answer_cut",
    "the answer was cut after 7 tokens",
  ],
  [
    "an answer that is cut before it began",
    { body: chatCompletion("", { finishReason: "length", usage: {} }) },
    "answer_cut",
    "the answer was cut after too many tokens",
  ],
  [
    "a refusal",
    { body: completion({ content: null, refusal: "I\ncannot" }) },
    "answer_refused",
    "the model refuses: I cannot",
  ],
  [
    "filtered content",
    { body: chatCompletion("a", { finishReason: "content_filter" }) },
    "answer_refused",
    "the provider's content filter withheld the answer",
  ],
  ["broken JSON", { body: '{"choices": [' }, "answer_malformed", "the server's answer is not valid JSON"],
  ["a page", { body: "<html>", headers: { "content-type": "text/html" } }, "answer_malformed", NO_OBJECT],
  ["nothing", { body: "" }, "answer_malformed", NO_OBJECT],
  ["204", { status: 204 }, "answer_malformed", NO_OBJECT],
  ["a list", { body: [] }, "answer_malformed", NO_OBJECT],
  ["JSON null", { body: "null" }, "answer_malformed", NO_OBJECT],
  [
    "ten megabytes",
    { body: "x".repeat(10_000_000) },
    "answer_too_large",
    "the server's answer is too long to be read",
  ],
  [
    "an error of ten megabytes",
    { status: 500, body: "x".repeat(10_000_000) },
    "answer_too_large",
    "the server's answer is too long to be read",
  ],
  [
    "an answer with the key in it",
    { body: chatCompletion(`Authorization: Bearer ${KEY}`) },
    "answer_leaks_key",
    "the answer repeats the API key",
  ],
  [
    "400",
    { status: 400, body: apiError("temperature is\nnot supported\x1b[2J") },
    "request_refused",
    "the provider refuses the request (status 400: temperature is not supported [2J)",
  ],
  [
    "422 with another body",
    { status: 422, body: { detail: [{ msg: "bad" }] } },
    "request_refused",
    'the provider refuses the request (status 422: {"detail":[{"msg":"bad"}]})',
  ],
  ["413", { status: 413 }, "request_refused", "the provider refuses the request (status 413)"],
];

Deno.test("write() tells why there is no text, after one request", async (t) => {
  for (const [name, reply, reason, detail] of POOR) {
    await t.step(name, async () => assertEquals(await failure([reply]), [reason, detail, 1]));
  }
});

Deno.test("write() survives JSON that is nested without end", async () => {
  const deep = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
  for (
    const reply of [{ body: deep }, { status: 400, body: deep }, { status: 400, body: `{"error":${deep}}` }]
  ) {
    const [reason] = await failure([reply]);
    assert(["answer_malformed", "request_refused"].includes(reason), reason);
  }
});

Deno.test("write() takes a text in which a short key, a mere word, occurs", async () => {
  const [answer] = await ask([{ body: chatCompletion("import local") }], { apiKey: "local" });
  assertEquals(answer.kind === "text" && answer.text, "import local");
});

Deno.test("write() keeps a long message of the provider short, and on one line", async () => {
  const [, detail] = await failure([{ status: 400, body: apiError("very \n long ".repeat(1_000)) }]);
  assert(detail.length < 400 && !detail.includes("\n"), detail);
  assertStringIncludes(detail, "very long very long");
});

Deno.test("write() repeats what may pass, as often as it was told", async (t) => {
  for (const status of [408, 409, 429, 500, 502, 503, 529]) {
    await t.step(`${status}`, async () => {
      const reply = { status, body: apiError("slow down"), headers: SOON };
      const detail = `the provider fails (status ${status}: slow down)`;
      assertEquals(await failure([reply], { maxRetries: 1 }), ["provider_unavailable", detail, 2]);
    });
  }
  await t.step("twice unless told", async () => {
    assertEquals((await failure([{ status: 503, headers: SOON }]))[2], 3);
  });
  await t.step("never where told", async () => {
    assertEquals((await failure([{ status: 503 }], { maxRetries: 0 }))[2], 1);
  });
});

Deno.test("write() gives the text that came after retries", async () => {
  const bad = { status: 503, headers: SOON };
  const [answer, count] = await ask([bad, { ...bad, status: 429 }, { body: chatCompletion("a") }]);
  assertEquals([answer.kind === "text" && answer.text, count], ["a", 3]);
});

Deno.test("write() repeats a request whose connection broke in the answer", async () => {
  const cut: Reply = { body: '{"choices": [', ending: "cut" };
  const [answer, count] = await ask([cut, { body: chatCompletion("a") }]);
  assertEquals([answer.kind === "text" && answer.text, count], ["a", 2]);
  const [reason, detail, all] = await failure([cut], { maxRetries: 0 });
  assertEquals([reason, all], ["provider_unavailable", 1]);
  assertStringIncludes(detail, "the connection fails: ");
});

Deno.test("write() names a server that is not there", async () => {
  const { url } = await (async () => {
    await using server = startOpenAIServer([]);
    return server;
  })();
  const answer = await authorAt(`${url}?secret=geheim`, { maxRetries: 0 }).write(requestWith());
  assert(answer.kind === "none");
  assertEquals(answer.reason, "provider_unavailable");
  assertStringIncludes(answer.detail, "Connection refused");
  assert(!answer.detail.includes("geheim"), answer.detail);
});

Deno.test("write() ends a request in time, whatever is slow, and does not repeat it", async (t) => {
  const slow: readonly [string, Reply][] = [
    ["the answer's start", { delayMs: 60_000 }],
    ["the body", { body: '{"choices": [', ending: "stall" }],
    ["the body of an error", { status: 500, body: '{"error": ', ending: "stall" }],
  ];
  for (const [name, reply] of slow) {
    await t.step(name, async () => {
      const expected = ["request_timeout", "no whole answer within 0.2 s", 1];
      assertEquals(await failure([reply], { requestTimeoutMs: 200 }), expected);
    });
  }
});

Deno.test("write() rejects with the signal's reason where the signal aborts", async (t) => {
  const reason = new Error("stop now");
  const cases: readonly [string, Reply][] = [
    ["before the answer", { delayMs: 60_000 }],
    ["in the body", { body: "{", ending: "stall" }],
    ["between two tries", { status: 503, headers: { "retry-after-ms": "50000" } }],
  ];
  for (const [name, reply] of cases) {
    await t.step(name, async () => {
      await using server = startOpenAIServer([reply]);
      const stop = new AbortController();
      const timer = setTimeout(() => stop.abort(reason), 150);
      const error = await assertRejects(() =>
        authorAt(server.url).write(requestWith({ signal: stop.signal }))
      );
      clearTimeout(timer);
      assert(error === reason, String(error));
      assertEquals(server.requests.length, 1);
    });
  }
  await t.step("before it began", async () => {
    await using server = startOpenAIServer([{ body: chatCompletion("a") }]);
    const signal = AbortSignal.abort(reason);
    assert(await assertRejects(() => authorAt(server.url).write(requestWith({ signal }))) === reason);
    assertEquals(server.requests.length, 0);
  });
});

const STOPS: readonly [string, Reply, string][] = [
  [
    "401",
    { status: 401, body: apiError("Incorrect API key provided", "invalid_api_key") },
    'Cannot ask "test-model": the provider refuses the API key (status 401: Incorrect API key provided). Set OPENAI_API_KEY to a valid key',
  ],
  [
    "402",
    { status: 402, body: apiError("Insufficient credits") },
    'Cannot ask "test-model": the account has no quota left (status 402: Insufficient credits). Add credit at the provider, or use another key',
  ],
  [
    "403",
    { status: 403, body: "Forbidden" },
    'Cannot ask "test-model": the provider denies access (status 403: Forbidden). Check what the key may use, or choose another --model',
  ],
  [
    "404",
    { status: 404, body: apiError("The model does not exist", "model_not_found") },
    'Cannot ask "test-model": the provider knows no such model or address (status 404: The model does not exist). Check --model and --base-url',
  ],
  [
    "a used-up quota",
    { status: 429, body: apiError("You exceeded your current quota", "insufficient_quota"), headers: SOON },
    'Cannot ask "test-model": the account has no quota left (status 429: You exceeded your current quota). Add credit at the provider, or use another key',
  ],
];

Deno.test("write() stops the work where asking again cannot help", async (t) => {
  for (const [name, reply, message] of STOPS) {
    await t.step(name, async () => {
      assertEquals((await assertRejects(() => ask([reply]), ProviderError)).message, message);
    });
  }
  await t.step("a used-up quota, by code or type, whatever the status", async () => {
    for (const said of [{ code: "insufficient_quota" }, { type: "insufficient_quota" }]) {
      const reply = { status: 400, body: { error: { message: "no", ...said } } };
      await assertRejects(() => ask([reply]), ProviderError, "the account has no quota left");
    }
  });
});

Deno.test("write() never shows the key that a server repeats", async (t) => {
  for (const status of [400, 401, 403, 404, 500]) {
    for (const body of [apiError(`bad key ${KEY}!`), `Bearer ${KEY}`, { error: { [KEY]: [KEY] } }]) {
      await t.step(`${status} ${JSON.stringify(body)}`, async () => {
        const reply = { status, body, headers: { "x-request-id": KEY, ...SOON } };
        const shown = await failure([reply]).then(([, detail]) => detail, (error) => Deno.inspect(error));
        assert(!shown.includes(KEY), shown);
        assertStringIncludes(shown, "[key]");
      });
    }
  }
  await t.step("in a refusal", async () => {
    const [, detail] = await failure([{ body: completion({ refusal: `I saw ${KEY}` }) }]);
    assertEquals(detail, "the model refuses: I saw [key]");
  });
  await t.step("that is longer than a message may be", async () => {
    const [, detail] = await failure([{ status: 400, body: apiError(`${"x".repeat(290)} ${KEY}`) }]);
    assert(!detail.includes("geheim"), detail);
  });
  await t.step("that does not look like a key", async () => {
    const [, detail] = await failure([{ status: 400, body: apiError("key hunter2 is bad") }], {
      apiKey: "hunter2",
    });
    assertStringIncludes(detail, "key [key] is bad");
  });
  await t.step("unless it is the placeholder, which is a word", async () => {
    const [, detail] = await failure([{ status: 400, body: apiError("none of these") }], { apiKey: "none" });
    assertStringIncludes(detail, "none of these");
  });
});

Deno.test("modelAuthor() refuses a key that no header can carry, without showing it", () => {
  for (const apiKey of ["", "sk-geheim\n", "sk geheim", "sk-geheimä"]) {
    const error = assertThrows(
      () => modelAuthor({ model: "m", apiKey }),
      UsageError,
      "Cannot use the API key",
    );
    assert(!error.message.includes("geheim"));
  }
});

Deno.test("write() passes a missing permission on, for the command line to name the flag", async () => {
  const script = new URL("../testdata/ask_without_network.ts", import.meta.url);
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", "--allow-read", "--allow-env", script.href],
    // By which the client would write to stdout.
    env: { OPENAI_LOG: "debug" },
  }).output();
  assertEquals(
    new TextDecoder().decode(stdout),
    'NotCapable: Requires net access to "127.0.0.1:40009", run again with the --allow-net flag\n',
  );
});
