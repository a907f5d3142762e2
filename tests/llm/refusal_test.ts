import { assert, assertEquals } from "@std/assert";
import { describeRefusal, readRefusal, type Refusal, refusalWithin } from "../../lib/llm/refusal.ts";

const KEY = "sk-geheim-0123456789abcdef";

function read(status: number, error: unknown, message = `${status} said`, headers?: Headers): Refusal {
  return readRefusal({ status, message, error, headers });
}

Deno.test("readRefusal() gives what OpenAI says", () => {
  const error = { message: "slow down", code: "rate_limit_exceeded", type: "tokens", param: "messages" };
  const headers = new Headers({ "retry-after": "2" });
  assertEquals(read(429, error, "429 slow down", headers), {
    status: 429,
    message: "slow down",
    code: "rate_limit_exceeded",
    type: "tokens",
    param: "messages",
    retryAfterMs: 2_000,
  });
});

const BODIES: readonly [string, unknown, string, Partial<Refusal>][] = [
  ["no body", undefined, "400 status code (no body)", { message: "" }],
  ["a page", undefined, "400 Bad Request", { message: "Bad Request" }],
  ["a text", "no way", '400 "no way"', { message: "no way" }],
  ["another record", { detail: "no" }, '400 {"detail":"no"}', { message: '{"detail":"no"}' }],
  ["a message that is no text", { message: ["no"] }, '400 ["no"]', { message: '["no"]' }],
  ["a code that is a number", { message: "no", code: 400 }, "400 no", { message: "no", code: null }],
  ["empty fields", { message: "no", code: "", param: "" }, "400 no", { code: null, param: null }],
  ["Gemini's list", [{ error: { message: "no", code: "bad" } }], "400 [...]", { message: "no", code: "bad" }],
  ["a list of two", [{ error: { message: "no" } }, 1], "400 [1]", { message: "[1]" }],
  ["a nested error", { error: { message: "no" } }, "400 {...}", { message: "no" }],
  [
    "OpenRouter's provider",
    { message: "Provider returned error", metadata: { raw: "busy" } },
    "400 Provider returned error",
    { message: "Provider returned error: busy" },
  ],
  ["null", null, "400 null", { message: "null" }],
];

Deno.test("readRefusal() reads bodies of other servers", () => {
  for (const [name, error, message, expected] of BODIES) {
    const refusal = read(400, error, message);
    assertEquals({ ...refusal, ...expected }, refusal, name);
  }
});

Deno.test("refusalWithin() finds an error that came with status 200", () => {
  const refusal = refusalWithin({ error: { message: "upstream is busy", code: 429 } });
  assertEquals([refusal?.status, refusal?.message], [429, "upstream is busy"]);
  assertEquals(refusalWithin({ error: "broken", choices: [] })?.message, "broken");
  assertEquals(refusalWithin({ error: {} })?.message, "an error instead of an answer");
});

Deno.test("refusalWithin() takes a status only where it can be that of this server", () => {
  const statusOf = (code: unknown) => refusalWithin({ error: { message: "x", code } })?.status;
  assertEquals([400, 429, 500, 503, 529].map(statusOf), [400, 429, 500, 503, 529]);
  // Another server's key is no reason to stop; neither is a number that is no status.
  assertEquals([401, 402, 403, 404, 200, 0, 999, "429", null].map(statusOf), Array(9).fill(502));
});

Deno.test("refusalWithin() leaves answers alone", () => {
  const choices = [{ message: { content: "a" } }];
  const bodies = [
    { choices },
    { choices, error: { message: "x" } },
    { error: null },
    { error: "" },
    {},
    [],
    null,
    "x",
  ];
  for (const body of bodies) assertEquals(refusalWithin(body), null);
});

Deno.test("describeRefusal() gives one short line without the key", () => {
  assertEquals(describeRefusal(read(500, undefined, "500 status code (no body)"), KEY), "status 500");
  assertEquals(describeRefusal(read(401, { message: `bad\nkey ${KEY}` }), KEY), "status 401: bad key [key]");
  assert(describeRefusal(read(400, { message: "long ".repeat(1_000) }), KEY).length < 330);
});

Deno.test("readRefusal() keeps no more of a message than is ever looked at", () => {
  const long = "long ".repeat(100_000);
  for (const error of [long, { message: long }, { other: long }]) {
    assertEquals(read(400, error, `400 ${long}`).message, long.slice(0, 8_000));
  }
  // What is not whole at its end is not shown.
  const message = `${"y ".repeat(3_980)}https://me:geheimes-wort-${"x".repeat(100)}@host`;
  assert(!describeRefusal(read(400, { message }), KEY).includes("geheim"));
});
