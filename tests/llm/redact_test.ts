import { assert, assertEquals } from "@std/assert";
import { foreignLine, PLACEHOLDER_KEY, redact } from "../../lib/llm/redact.ts";

// Put together here, so that no file of the project holds what looks like a key.
const body = (length: number) => "a1B2c3D4e5F6g7H8i9J0".repeat(10).slice(0, length);
const hex = (length: number) => "0123456789abcdef".repeat(10).slice(0, length);

const KEYS: readonly [string, string][] = [
  ["OpenAI", `sk-${body(48)}`],
  ["OpenAI, of a project", `sk-proj-${body(60)}_${body(40)}-x`],
  ["Anthropic", `sk-ant-api03-${body(90)}-${body(6)}AA`],
  ["DeepSeek", `sk-${hex(32)}`],
  ["OpenRouter", `sk-or-v1-${hex(64)}`],
  ["Groq", `gsk_${body(52)}`],
  ["xAI", `xai-${body(80)}`],
  ["Google", `AIza${body(35)}`],
  ["Cerebras", `csk-${body(48).toLowerCase()}`],
  ["Perplexity", `pplx-${body(48)}`],
  ["Fireworks", `fw_${body(24)}`],
  ["Together", `tgp_v1_${body(43)}`],
];

Deno.test("redact() blots out keys by their shape, wherever they stand", async (t) => {
  for (const [name, key] of KEYS) {
    await t.step(name, () => {
      assertEquals(redact(`the key ${key} is bad`, ""), "the key [key] is bad");
      assertEquals(redact(`{"key":"${key}"}`, ""), '{"key":"[key]"}');
      assertEquals(redact(`key=${key}`, ""), "key=[key]");
      assertEquals(redact(`(${key}), ${key}.`, "").includes(key.slice(-12)), false);
    });
  }
});

Deno.test("redact() blots out keys that a server masks", () => {
  assertEquals(
    redact("Incorrect API key provided: sk-abcd***********wxyz. You", ""),
    "Incorrect API key provided: [key] You",
  );
  assertEquals(redact("sk-proj-****abcd", ""), "[key]");
});

Deno.test("redact() blots out what a header brings, whatever its shape", () => {
  assertEquals(redact(`Authorization: Bearer ${hex(32)}`, ""), "Authorization: Bearer [key]");
  assertEquals(redact(`authorization: bearer ${body(24)}+/==`, ""), "authorization: bearer [key]");
  assertEquals(redact(`api-key: ${hex(32)}; x`, ""), "api-key: [key]; x");
  assertEquals(redact(`{"x-api-key": "${body(40)}"}`, ""), '{"x-api-key": "[key]"}');
});

Deno.test("redact() blots out the key in use, plain and as part of an address", () => {
  assertEquals(redact("key hunter2 is bad", "hunter2"), "key [key] is bad");
  assertEquals(redact("/a%2Fb%3D", "a/b="), "/[key]");
  assertEquals(redact("Bearer hunter2", "hunter2"), "Bearer [key]");
});

Deno.test("redact() takes query, user name and password out of addresses", () => {
  assertEquals(redact("GET https://host/v1?key=x&y=z failed", ""), "GET https://host/v1 failed");
  assertEquals(redact("proxy http://me:geheim@host:8080/v1", ""), "proxy http://[key]@host:8080/v1");
  assertEquals(redact("https://host/a@b", ""), "https://host/a@b");
});

const HARMLESS: readonly string[] = [
  "risk-assessment, task-runner, disk-usage-2024, ask-me-anything-twice-1",
  "risk = sk-mean_value; total = sk-penalty_for_each_item",
  "sk-learn, sk-image and sk-learn-contrib",
  "def fw_update_configuration_values_2(fw_state): return gsk_total_energy_of_state_1",
  "class AIzawaConstant: pass",
  `sha256 ${hex(64)}`,
  `commit ${hex(40)}`,
  "self.assertEqual(compute_the_running_mean_of_values([1, 2, 3]), 2)",
  "the bearer of internationalization-support-is-a-student",
  "Bearer authentication_is_required_for_this_endpoint",
  "Bearer token, api-key: missing",
  "api-key: see_the_documentation_of_the_provider",
  "f(*args, **kwargs) ** 2  # *** note ***",
  "xai-based explanations, pplx-like metrics, xai-explainability_of_the_model_2",
  "status 429: Rate limit reached for gpt-4o-mini-2024-07-18 in organization",
  "the connection fails: tcp connect error: Connection refused (os error 111)",
];

Deno.test("redact() leaves words, sums of files, code and Python names alone", async (t) => {
  for (const text of HARMLESS) await t.step(text, () => assertEquals(redact(text, ""), text));
});

Deno.test("redact() leaves the placeholder alone, which is a word", () => {
  assertEquals(redact("none of these", PLACEHOLDER_KEY), "none of these");
});

Deno.test("redact() blots out nothing twice", () => {
  const text = `Bearer sk-${body(40)} and api-key: gsk_${body(52)} of https://u:p@h/v1?k=1`;
  const once = redact(text, "");
  assertEquals(redact(once, ""), once);
});

Deno.test("foreignLine() makes one printable line, and cuts it after the keys are out", () => {
  assertEquals(foreignLine(" a\n\tb\x1b[2J\x00c ", ""), "a b [2J c");
  const key = `sk-${body(48)}`;
  const line = foreignLine(`${"x".repeat(280)} ${key} ${"y".repeat(100)}`, "");
  assertEquals(line.length, 300);
  assert(!line.includes("sk-"), line);
});

/** Texts that a careless pattern reads again from each of their places: minutes to hours for each. */
const HOSTILE: readonly string[] = [
  ...["http://a", "sk-.", "sk-", "api-key=", "api-key:", "Bearer ", "gsk_", "AIza", "tgp_v1_", "sk-*"],
  ...["http://a@", "https://", "api-key  ", "Bearer a", "sk-a.*.", 'api-key="', "[key]", "xai-a "],
];

Deno.test("redact() comes to an end with a megabyte of whatever a pattern begins with", async (t) => {
  const tail = `key=sk-${body(48)} end`;
  for (const piece of HOSTILE) {
    await t.step(piece, () => {
      const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
      assert(redact(`${text} ${tail}`, "").endsWith(" key=[key] end"));
    });
  }
});

Deno.test("redact() takes the query out of each of many addresses that run into one another", () => {
  assertEquals(redact("http://ahttp://b?k=1 http://c?k=2)", ""), "http://ahttp://b http://c)");
  assertEquals(redact("https://host/v1#part?k=1", ""), "https://host/v1#part");
});

Deno.test("foreignLine() comes to an end with a megabyte, and says that it was cut", async (t) => {
  for (const piece of HOSTILE) {
    await t.step(piece, () => {
      const line = foreignLine(`it says: ${piece.repeat(110_000)}`, "sk-geheim-0123456789abcdef");
      assert(line.startsWith("it says:") && line.endsWith("...") && line.length <= 300, line);
    });
  }
});

Deno.test("foreignLine() leaves no half of a secret where it stops to look", () => {
  // A long address shrinks to a short one, so that the end of what is looked at is shown.
  const shrinks = `https://host/v1?q=${"x".repeat(3_900)}`;
  const secrets = [
    `sk-${body(150)}`,
    "https://me:geheimesWort-und-mehr-davon-und-noch-mehr@host/v1",
    "my.own/key+123",
  ];
  for (const secret of secrets) {
    for (let pad = 0; pad < 160; pad++) {
      const line = foreignLine(`${shrinks} ${"y".repeat(pad)} ${secret} end`, "my.own/key+123");
      assert(line.startsWith("https://host/v1"), line);
      for (const part of ["sk-", "geheim", "my.own"]) assert(!line.includes(part), line);
    }
  }
});

Deno.test("foreignLine() says something of a long text without blanks", () => {
  const line = foreignLine(JSON.stringify({ error: "busy", more: Array(2_000).fill("word") }), "");
  assert(line.startsWith('{"error":"busy","more":["word"'), line);
  assertEquals(line.length, 300);
});
