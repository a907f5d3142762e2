import { assert, assertEquals, assertRejects, assertStringIncludes, assertThrows } from "@std/assert";
import type { ChatAnswer, ChatRequest } from "../../lib/core/chat.ts";
import { BudgetError, messageOf, ProviderError, UsageError } from "../../lib/core/errors.ts";
import type { BookEntry } from "../../lib/llm/books.ts";
import { modelChat } from "../../lib/llm/model_chat.ts";
import type { ModelOptions } from "../../lib/llm/model_options.ts";
import { loadPrices, priceOf } from "../../lib/llm/prices.ts";
import { openReplay, openRequestCache } from "../../lib/llm/request_cache.ts";
import { apiError, chatCompletion } from "../support/chat_completion.ts";
import { type Replies, startOpenAIServer } from "../support/openai_server.ts";
import { inTempDir } from "../support/run_main.ts";

const KEY = "sk-geheim-0123456789abcdef";
/** Retries at once, instead of after half a second. */
const SOON = { "retry-after-ms": "1" };
const BUSY = { status: 429, body: apiError("slow down"), headers: SOON };

function requestWith(changes: Partial<ChatRequest> = {}): ChatRequest {
  return {
    purpose: "module",
    subject: "a::b::c",
    messages: [{ role: "system", content: "rules" }, { role: "user", content: "write" }],
    signal: new AbortController().signal,
    ...changes,
  };
}

function chatAt(url: string, changes: Partial<ModelOptions> = {}) {
  return modelChat({ model: "test-model", apiKey: KEY, baseUrl: url, ...changes });
}

function textOf(answer: ChatAnswer): string {
  return answer.kind === "text" ? answer.text : `${answer.reason}: ${answer.detail}`;
}

function filesIn(dir: string): string[] {
  return [...Deno.readDirSync(dir)].flatMap(({ name, isDirectory }) =>
    isDirectory ? filesIn(`${dir}/${name}`) : [`${dir}/${name}`]
  );
}

/** A server whose answers are numbered. */
const numbered: Replies = (_, index) => ({ body: chatCompletion(`answer ${index + 1}`) });

Deno.test("ask() gives a text with what it used, and enters it in the books", async () => {
  await using server = startOpenAIServer([{ body: chatCompletion("domain: Optics\n") }]);
  const entries: BookEntry[] = [];
  const price = priceOf(await loadPrices(null), "openai", "gpt-4o-mini");
  const chat = chatAt(server.url, { price, onRecord: (entry) => entries.push(entry) });
  const answer = await chat.ask(requestWith());
  assert(answer.kind === "text");
  const costUsd = answer.usage.costUsd!;
  assertEquals(answer, {
    kind: "text",
    text: "domain: Optics\n",
    usage: { requests: 1, kept: 0, promptTokens: 11, completionTokens: 7, costUsd },
  });
  assert(costUsd > 0);
  const { requestsSent, answersPaid, promptTokens, completionTokens } = chat.books.totals();
  assertEquals([requestsSent, answersPaid, promptTokens, completionTokens], [1, 1, 11, 7]);
  assertEquals(
    entries.map(({ purpose, subject, source, tries, outcome }) => [
      purpose,
      subject,
      source,
      tries,
      outcome,
    ]),
    [["module", "a::b::c", "paid", 1, "answer"]],
  );
  assertEquals(chat.books.totals().costUsd, costUsd);
});

Deno.test("ask() says that a cost is not known where the price or the usage is not", async () => {
  await using server = startOpenAIServer([{ body: chatCompletion("a", { usage: {} }) }, {
    body: chatCompletion("b"),
  }]);
  const chat = chatAt(server.url);
  const first = await chat.ask(requestWith());
  const second = await chat.ask(requestWith());
  assertEquals([first.usage.promptTokens, first.usage.costUsd, second.usage.costUsd], [0, null, null]);
  assertEquals(chat.books.totals().costUsd, null);
});

Deno.test("ask() tries again what may pass, and counts every request that left", async () => {
  const replies = [BUSY, { ...BUSY, status: 503 }, { body: '{"choices": [', ending: "cut" as const }, {
    body: chatCompletion("a"),
  }];
  await using server = startOpenAIServer(replies);
  const chat = chatAt(server.url);
  assertEquals(textOf(await chat.ask(requestWith())), "a");
  const { requestsSent, requestsFailed, answersPaid } = chat.books.totals();
  assertEquals([requestsSent, answersPaid, server.requests.length], [4, 1, 4]);
  assertEquals(Object.values(requestsFailed).reduce((sum, n) => sum + n, 0), 3);
});

Deno.test("ask() gives up after the retries allowed; a server that never answered ends the run", async () => {
  await using server = startOpenAIServer((_, index) => index === 0 ? { body: chatCompletion("a") } : BUSY);
  const chat = chatAt(server.url, { maxRetries: 2 });
  assertEquals(textOf(await chat.ask(requestWith())), "a");
  assertStringIncludes(
    textOf(await chat.ask(requestWith())),
    "provider_unavailable: the provider fails (status 429",
  );
  assertEquals(server.requests.length, 4);
  await using silent = startOpenAIServer([BUSY]);
  await assertRejects(
    () => chatAt(silent.url, { maxRetries: 2 }).ask(requestWith()),
    ProviderError,
    "slow down",
  );
  assertEquals(silent.requests.length, 3);
});

Deno.test("ask() tells within seconds of a server that is not there", async () => {
  const { url } = await (async () => {
    await using server = startOpenAIServer([]);
    return server;
  })();
  const error = await assertRejects(
    () => chatAt(`${url}?secret=geheim`, { maxRetries: 50 }).ask(requestWith()),
    ProviderError,
    "Connection refused",
  );
  assert(!error.message.includes("geheim"), error.message);
});

Deno.test("ask() learns which parameters a model refuses, once for all requests", async () => {
  await using server = startOpenAIServer(({ body }) =>
    "temperature" in (body as object)
      ? {
        status: 400,
        body: {
          error: {
            message: "Unsupported parameter: 'temperature' is not supported with this model.",
            type: "invalid_request_error",
            param: "temperature",
            code: "unsupported_parameter",
          },
        },
      }
      : { body: chatCompletion("a") }
  );
  const chat = chatAt(server.url, { temperature: 0.5 });
  assertEquals(textOf(await chat.ask(requestWith())), "a");
  assertEquals(textOf(await chat.ask(requestWith())), "a");
  assertEquals(server.requests.map(({ body }) => "temperature" in (body as object)), [true, false, false]);
  assertEquals(chat.books.totals().requestsSent, 3);
});

Deno.test("ask() rejects with the signal's reason, also while it waits to try again", async () => {
  await using server = startOpenAIServer([{ status: 503, headers: { "retry-after-ms": "50000" } }]);
  const stop = new AbortController();
  const reason = new Error("stop now");
  const timer = setTimeout(() => stop.abort(reason), 150);
  const error = await assertRejects(() => chatAt(server.url).ask(requestWith({ signal: stop.signal })));
  clearTimeout(timer);
  assert(error === reason, String(error));
  assertEquals(server.requests.length, 1);
});

Deno.test("ask() takes the same question again for another one, and remembers which in the cache", async () => {
  await inTempDir(async (dir) => {
    await using server = startOpenAIServer(numbered);
    const asked = async (chat = chatAt(server.url, { cache: null })) => [
      textOf(await chat.ask(requestWith())),
      textOf(
        await chat.ask(requestWith({ purpose: "repair", messages: [{ role: "user", content: "other" }] })),
      ),
      textOf(await chat.ask(requestWith())),
    ];
    const cache = await openRequestCache(dir);
    const first = chatAt(server.url, { cache });
    assertEquals(await asked(first), ["answer 1", "answer 2", "answer 3"]);
    const again = chatAt(server.url, { cache });
    assertEquals(await asked(again), ["answer 1", "answer 2", "answer 3"]);
    assertEquals(server.requests.length, 3);
    const { requestsSent, answersCached, answersPaid, promptTokens } = again.books.totals();
    assertEquals([requestsSent, answersCached, answersPaid, promptTokens], [0, 3, 0, 0]);
    // Another temperature is another question.
    const warmer = chatAt(server.url, { cache, temperature: 1 });
    assertEquals(textOf(await warmer.ask(requestWith())), "answer 4");
  });
});

Deno.test("ask() keeps what a failed request left undone out of the count of answers", async () => {
  await inTempDir(async (dir) => {
    // A timeout is not repeated inside: the second call asks the first question.
    await using server = startOpenAIServer((_, index) =>
      index === 1 ? { delayMs: 5_000 } : { body: chatCompletion(`answer ${index + 1}`) }
    );
    const cache = await openRequestCache(dir);
    const chat = chatAt(server.url, { cache, requestTimeoutMs: 300 });
    const other = requestWith({ messages: [{ role: "user", content: "other" }] });
    const texts = [await chat.ask(requestWith()), await chat.ask(other), await chat.ask(other)].map(textOf);
    assertEquals(texts, ["answer 1", "request_timeout: no whole answer within 0.3 s", "answer 3"]);
    const replay = chatAt(server.url, { cache: await openReplay(dir) });
    assertEquals(textOf(await replay.ask(other)), "answer 3");
  });
});

Deno.test("ask() gives callers of the same question their own answers, also at once", async () => {
  await using server = startOpenAIServer(numbered);
  const chat = chatAt(server.url);
  const answers = await Promise.all(Array.from({ length: 6 }, () => chat.ask(requestWith())));
  assertEquals(answers.map(textOf), [1, 2, 3, 4, 5, 6].map((n) => `answer ${n}`));
});

Deno.test("ask() answers a replay from the folder alone, and names what is missing", async () => {
  await inTempDir(async (dir) => {
    await using server = startOpenAIServer(numbered);
    await chatAt(server.url, { cache: await openRequestCache(dir) }).ask(requestWith());
    const replay = chatAt(server.url, { cache: await openReplay(dir), apiKey: "none" });
    assertEquals(textOf(await replay.ask(requestWith())), "answer 1");
    const error = await assertRejects(() => replay.ask(requestWith()), UsageError);
    for (const part of [`Cannot replay "${dir}"`, "answer 2", '"test-model"', server.url, '"a::b::c"']) {
      assertStringIncludes(error.message, part);
    }
    assertEquals(server.requests.length, 1);
  });
});

Deno.test("ask() replays a question that ended without an answer, and a live run asks it again", async () => {
  await inTempDir(async (dir) => {
    await using server = startOpenAIServer((_, index) =>
      index === 0 ? { status: 400, body: apiError("flagged") } : { body: chatCompletion("a") }
    );
    const refused = "request_refused: the provider refuses the request (status 400: flagged)";
    assertEquals(
      textOf(await chatAt(server.url, { cache: await openRequestCache(dir) }).ask(requestWith())),
      refused,
    );
    const replay = async () =>
      textOf(await chatAt(server.url, { cache: await openReplay(dir) }).ask(requestWith()));
    assertEquals([await replay(), server.requests.length], [refused, 1]);
    const again = await chatAt(server.url, { cache: await openRequestCache(dir) }).ask(requestWith());
    assertEquals([textOf(again), again.usage.kept, server.requests.length], ["a", 0, 2]);
    assertEquals(await replay(), "a");
  });
});

Deno.test("ask() uses what was paid also where it cannot be kept, and asks nothing more", async () => {
  await inTempDir(async (dir) => {
    await using server = startOpenAIServer(numbered);
    const cache = await openRequestCache(dir);
    const broken = {
      ...cache,
      store: () => Promise.reject(new UsageError("Cannot write: no space left on device")),
    };
    const chat = chatAt(server.url, { cache: broken });
    assertEquals(textOf(await chat.ask(requestWith())), "answer 1");
    assertStringIncludes(messageOf(chat.cacheFailure), "no space left");
    await assertRejects(() => chat.ask(requestWith()), UsageError, "no space left");
    assertEquals(server.requests.length, 1);
  });
});

Deno.test("ask() counts a request that was stopped on its way as in doubt", async () => {
  await using server = startOpenAIServer([{ delayMs: 60_000 }]);
  const stop = new AbortController();
  setTimeout(() => stop.abort(new Error("stop")), 100);
  const chat = chatAt(server.url);
  await assertRejects(() => chat.ask(requestWith({ signal: stop.signal })));
  const { requestsSent, requestsInDoubt, requestsFailed } = chat.books.totals();
  assertEquals([requestsSent, requestsInDoubt, requestsFailed], [1, 1, { stopped: 1 }]);
});

Deno.test("ask() tells which answers a live run had kept", async () => {
  await inTempDir(async (dir) => {
    await using server = startOpenAIServer(numbered);
    const used = async (cache: ModelOptions["cache"]) =>
      (await chatAt(server.url, { cache: cache ?? null }).ask(requestWith())).usage.kept;
    assertEquals([
      await used(await openRequestCache(dir)),
      await used(await openRequestCache(dir)),
      await used(await openReplay(dir)),
    ], [0, 1, 0]);
  });
});

Deno.test("ask() writes no answer down that repeats the key", async () => {
  await inTempDir(async (dir) => {
    const escaped = [...KEY].map((c) => `\\x${c.charCodeAt(0).toString(16)}`).join("");
    await using server = startOpenAIServer([
      { body: chatCompletion(`Bearer ${KEY}`) },
      { body: chatCompletion(`summary: "${escaped}"`) },
      { body: chatCompletion(`cut ${KEY}`, { finishReason: "length" }) },
    ]);
    const chat = chatAt(server.url, { cache: await openRequestCache(dir) });
    for (let n = 0; n < 3; n++) {
      assertStringIncludes(textOf(await chat.ask(requestWith())), "answer_leaks_key");
    }
    const texts = filesIn(dir).map((path) => Deno.readTextFileSync(path));
    assertEquals(texts.length, 3);
    assert(!texts.some((text) => text.includes(KEY) || text.includes(escaped)));
  });
});

Deno.test("ask() replays that an answer repeated the key, and what it used", async () => {
  await inTempDir(async (dir) => {
    await using server = startOpenAIServer([
      { body: chatCompletion(`Bearer ${KEY}`) },
      { body: chatCompletion("a") },
    ]);
    const ask = async (cache: ModelOptions["cache"], apiKey = KEY) => {
      const chat = chatAt(server.url, { cache: cache ?? null, apiKey });
      return [await chat.ask(requestWith()), await chat.ask(requestWith())]
        .map(({ usage: { kept: _, ...usage }, ...answer }) => ({ ...answer, usage }));
    };
    const recorded = await ask(await openRequestCache(dir));
    assertEquals(recorded.map(({ kind }) => kind), ["none", "text"]);
    assertEquals(await ask(await openReplay(dir), "none"), recorded);
    // It was paid: nor does a live run ask again.
    assertEquals(await ask(await openRequestCache(dir)), recorded);
    assertEquals(server.requests.length, 2);
  });
});

Deno.test("ask() replays that a limit was reached, and goes on from there with a larger one", async () => {
  await inTempDir(async (dir) => {
    await using server = startOpenAIServer(numbered);
    const limited = { limits: { maxRequests: 1 } };
    const ask = async (options: Partial<ModelOptions>) => {
      const chat = chatAt(server.url, options);
      assertEquals(textOf(await chat.ask(requestWith())), "answer 1");
      return await chat.ask(requestWith());
    };
    const live = { ...limited, cache: await openRequestCache(dir) };
    const { message } = await assertRejects(() => ask(live), BudgetError);
    const cache = await openReplay(dir);
    assertEquals((await assertRejects(() => ask({ cache }), BudgetError)).message, message);
    assertEquals(textOf(await ask({ cache: await openRequestCache(dir) })), "answer 2");
    assertEquals(textOf(await ask({ cache })), "answer 2");
  });
});

Deno.test("ask() uses the answer that another run kept meanwhile, and enters what it paid itself", async () => {
  await inTempDir(async (dir) => {
    const both = Promise.withResolvers<void>();
    await using server = startOpenAIServer(async (_, index) => {
      if (index === 1) both.resolve();
      await both.promise;
      const usage = { prompt_tokens: 10, completion_tokens: 20 * (index + 1) };
      return { body: chatCompletion(`answer ${index + 1}`, { usage }), delayMs: 200 * index };
    });
    const chats = await Promise.all(
      [1, 2].map(async () => chatAt(server.url, { cache: await openRequestCache(dir) })),
    );
    const answers = await Promise.all(chats.map((chat) => chat.ask(requestWith())));
    const replayed = await chatAt(server.url, { cache: await openReplay(dir) }).ask(requestWith());
    assertEquals(answers, [replayed, replayed]);
    assertEquals([textOf(replayed), replayed.usage.completionTokens], ["answer 1", 20]);
    assertEquals(chats.map(({ books }) => books.totals().completionTokens).sort(), [20, 40]);
  });
});

Deno.test("ask() keeps a paid answer before it tells of it", async () => {
  await inTempDir(async (dir) => {
    await using server = startOpenAIServer(numbered);
    const onRecord = () => {
      throw new UsageError("Cannot write the journal");
    };
    await assertRejects(
      async () => chatAt(server.url, { cache: await openRequestCache(dir), onRecord }).ask(requestWith()),
      UsageError,
    );
    const again = await chatAt(server.url, { cache: await openRequestCache(dir) }).ask(requestWith());
    assertEquals([textOf(again), server.requests.length], ["answer 1", 1]);
  });
});

Deno.test("ask() sends nothing past a limit", async (t) => {
  await t.step("on requests, repeated ones included", async () => {
    await using server = startOpenAIServer([BUSY, { body: chatCompletion("a") }]);
    const chat = chatAt(server.url, { limits: { maxRequests: 2 } });
    assertEquals(textOf(await chat.ask(requestWith())), "a");
    await assertRejects(() => chat.ask(requestWith()), BudgetError, "--max-requests");
    assertEquals(server.requests.length, 2);
  });
  await t.step("on tokens, with the longest answer that could come", async () => {
    await using server = startOpenAIServer([{ body: chatCompletion("a") }]);
    const chat = chatAt(server.url, { limits: { maxTokens: 380 }, maxOutputTokens: 300 });
    await chat.ask(requestWith());
    assertEquals((server.requests[0]!.body as Record<string, unknown>).max_completion_tokens, 300);
    await chat.ask(requestWith());
    await chat.ask(requestWith());
    await assertRejects(() => chat.ask(requestWith()), BudgetError, "--max-tokens");
    assertEquals(server.requests.length, 3);
  });
  await t.step("and sends the bound that it counts with", async () => {
    await using server = startOpenAIServer([{ body: chatCompletion("a") }]);
    await chatAt(server.url, { limits: { maxTokens: 1_000_000 }, limitParameter: "max_tokens" }).ask(
      requestWith(),
    );
    assertEquals((server.requests[0]!.body as Record<string, unknown>).max_tokens, 32_768);
  });
  await t.step("on cost, which needs a price", async () => {
    const error = assertThrows(() => chatAt("http://127.0.0.1:40009/v1", { limits: { maxCostUsd: 1 } }));
    assert(error instanceof UsageError);
    assertStringIncludes(error.message, 'Cannot hold "--max-cost": the price of "test-model" is not known');
    await using server = startOpenAIServer([{ body: chatCompletion("a") }]);
    const price = priceOf(await loadPrices(null), "openai", "gpt-4o-mini");
    const chat = chatAt(server.url, { price, limits: { maxCostUsd: 0.000_01 } });
    await assertRejects(() => chat.ask(requestWith()), BudgetError, "--max-cost");
    assertEquals(server.requests.length, 0);
  });
});

Deno.test("ask() has no more requests in flight than it was told", async () => {
  let now = 0;
  let most = 0;
  await using server = startOpenAIServer(async () => {
    most = Math.max(most, ++now);
    await new Promise((resolve) => setTimeout(resolve, 20));
    now--;
    return { body: chatCompletion("a") };
  });
  const chat = chatAt(server.url, { concurrency: 3 });
  await Promise.all(
    Array.from(
      { length: 12 },
      (_, n) => chat.ask(requestWith({ messages: [{ role: "user", content: `${n}` }] })),
    ),
  );
  assertEquals([most, server.requests.length], [3, 12]);
});

Deno.test("modelChat() refuses a key that no header can carry, without showing it", () => {
  for (const apiKey of ["", "sk-geheim\n", "sk geheim", "sk-geheimä"]) {
    const error = assertThrows(() => modelChat({ model: "m", apiKey }), UsageError, "Cannot use the API key");
    assert(!error.message.includes("geheim"));
  }
});

Deno.test("ask() passes a missing permission on, for the command line to name the flag", async () => {
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
