import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { ProviderError } from "../../lib/core/errors.ts";
import { ExchangeEnded } from "../../lib/llm/bounded_fetch.ts";
import type { Refusal } from "../../lib/llm/refusal.ts";
import { explainBreak, explainRefusal, type RequestFailure } from "../../lib/llm/request_failure.ts";

const REQUEST = {
  model: "m",
  apiKey: "sk-geheim-0123456789abcdef",
  keyVariable: "GROQ_API_KEY",
  requestTimeoutMs: 90_000,
  idleTimeoutMs: 30_000,
};

function refuse(status: number, said: Partial<Refusal> = {}): RequestFailure {
  const silent = { message: "x", code: null, type: null, param: null, retryAfterMs: null };
  return explainRefusal({ status, ...silent, ...said }, REQUEST);
}

Deno.test("explainRefusal() has requests repeated that may do better later", () => {
  for (const status of [408, 409, 425, 429, 500, 502, 503, 504, 529]) {
    assertEquals(refuse(status, { retryAfterMs: 70 }), {
      rejection: { reason: "provider_unavailable", detail: `the provider fails (status ${status}: x)` },
      failure: `status ${status}`,
      again: true,
      busy: [429, 503, 529].includes(status),
      retryAfterMs: 70,
      mayBeCharged: false,
      reached: true,
    });
  }
});

Deno.test("explainRefusal() has no request repeated that is itself to blame", () => {
  for (const status of [400, 405, 413, 415, 422, 451]) {
    assertEquals(refuse(status, { retryAfterMs: 70 }), {
      rejection: {
        reason: "request_refused",
        detail: `the provider refuses the request (status ${status}: x)`,
      },
      failure: `status ${status}`,
      again: false,
      busy: false,
      retryAfterMs: null,
      mayBeCharged: false,
      reached: true,
    });
  }
});

Deno.test("explainRefusal() has no request repeated that is larger than a minute's tokens", () => {
  const message = "Request too large for gpt-4 on tokens per min (TPM): Limit 10000, Requested 12000.";
  const { rejection, again, busy } = refuse(429, { message });
  assertEquals([rejection.reason, again, busy], ["request_refused", false, false]);
});

Deno.test("explainRefusal() calls a filtered prompt refused, whatever the status", () => {
  for (
    const [status, said] of [
      [400, { code: "content_filter" }],
      [400, { code: "content_policy_violation" }],
      [403, { message: "Your chosen model requires moderation and your input was flagged" }],
    ] as const
  ) {
    const { rejection, again } = refuse(status, said);
    assertEquals([rejection.reason, again], ["answer_refused", false]);
    assertStringIncludes(rejection.detail, "the provider's content filter refuses the request (status");
  }
});

const STOPS: readonly (readonly [string, number, Partial<Refusal>, string])[] = [
  ["401", 401, {}, "the provider refuses the API key (status 401: x). Set GROQ_API_KEY to a valid key"],
  [
    "402",
    402,
    {},
    "the account has no quota left (status 402: x). Add credit at the provider, or use another key",
  ],
  [
    "403",
    403,
    {},
    "the provider denies access (status 403: x). Check what the key may use, or choose another --model",
  ],
  [
    "404",
    404,
    {},
    "the provider knows no such model or address (status 404: x). Check --model and --base-url",
  ],
  ...["insufficient_quota", "billing_hard_limit_reached", "billing_not_active"].flatMap((name) =>
    [429, 400, 503].flatMap((status) =>
      [{ code: name }, { type: name }].map((said) =>
        [`${status} ${JSON.stringify(said)}`, status, said, "the account has no quota left"] as const
      )
    )
  ),
  [
    "Anthropic's words",
    400,
    { message: "Your credit balance is too low to access the Anthropic API" },
    "no quota left",
  ],
  ["words of others", 429, { message: "Insufficient balance. Please recharge" }, "no quota left"],
];

Deno.test("explainRefusal() stops the run where asking again cannot help", async (t) => {
  for (const [name, status, said, words] of STOPS) {
    await t.step(name, () => {
      const error = assertThrows(() => refuse(status, said), ProviderError, words);
      assert(error.message.startsWith('Cannot ask "m": '));
      assertEquals(error.cause, undefined);
    });
  }
});

Deno.test("explainRefusal() never shows the key", () => {
  const message = `bad key ${REQUEST.apiKey}`;
  for (const status of [400, 429, 500]) {
    assertStringIncludes(refuse(status, { message }).rejection.detail, "bad key [key]");
  }
  const error = assertThrows(() => refuse(401, { message }), ProviderError, "bad key [key]");
  assert(!error.message.includes("geheim"));
});

const within = (cause: Error) => new Error("Connection error.", { cause });
const BREAKS: readonly [string, Error, Partial<RequestFailure>, string][] = [
  [
    "no time left before the answer",
    new ExchangeEnded("time", null),
    { failure: "timeout", again: false, mayBeCharged: true, reached: false },
    "request_timeout: no whole answer within 90 s",
  ],
  [
    "no time left in the answer",
    new ExchangeEnded("time", 200),
    { failure: "timeout", again: false, mayBeCharged: true, reached: true },
    "request_timeout: no whole answer within 90 s",
  ],
  [
    "a stalled answer",
    new ExchangeEnded("idle", 200),
    { failure: "stalled", again: true, mayBeCharged: true, reached: true },
    "provider_unavailable: the answer stalls: not a byte within 30 s",
  ],
  [
    "a stalled error",
    new ExchangeEnded("idle", 500),
    { failure: "stalled", again: true, mayBeCharged: false, reached: true },
    "provider_unavailable: the answer stalls: not a byte within 30 s",
  ],
  [
    "an answer without end",
    new ExchangeEnded("size", 200),
    { failure: "too large", again: false, mayBeCharged: true, reached: true },
    "answer_too_large: the server's answer is too long to be read",
  ],
  [
    "a cut answer",
    new ExchangeEnded("broken", 200, new TypeError("error reading a body")),
    { failure: "connection", again: true, mayBeCharged: true, reached: true },
    "provider_unavailable: the connection fails: error reading a body",
  ],
  [
    "a cut error",
    new ExchangeEnded("broken", 502, new TypeError("error reading a body")),
    { failure: "connection", again: true, mayBeCharged: false, reached: true },
    "provider_unavailable: the connection fails: error reading a body",
  ],
  [
    "a reset before the answer",
    new TypeError("fetch failed", { cause: new Error("client error (SendRequest): connection closed") }),
    { failure: "connection", again: true, mayBeCharged: true, reached: true },
    "provider_unavailable: the connection fails: client error (SendRequest): connection closed",
  ],
  [
    "a refused connection",
    new TypeError("fetch failed", { cause: new Error("client error (Connect): tcp connect error: refused") }),
    { failure: "connection", again: true, mayBeCharged: false, reached: false },
    "provider_unavailable: the connection fails: client error (Connect): tcp connect error: refused",
  ],
];

Deno.test("explainBreak() tells what broke, whether it may cost, and whether there is a server", async (t) => {
  for (const [name, error, expected, line] of BREAKS) {
    await t.step(name, () => {
      for (const thrown of [error, within(error), within(within(error))]) {
        const failure = explainBreak(thrown, REQUEST);
        assertEquals({ ...failure, ...expected }, failure);
        assertEquals(`${failure.rejection.reason}: ${failure.rejection.detail}`, line);
        assertEquals([failure.busy, failure.retryAfterMs], [false, null]);
      }
    });
  }
});

Deno.test("explainBreak() passes a missing permission on", () => {
  const denied = new Deno.errors.NotCapable('Requires net access to "127.0.0.1:1"');
  assertEquals(assertThrows(() => explainBreak(within(denied), REQUEST)), denied);
});

Deno.test("explainBreak() comes to an end where causes go round", () => {
  const error = new Error("round");
  error.cause = error;
  assertEquals(explainBreak(error, REQUEST).rejection.detail, "the connection fails: round");
});
