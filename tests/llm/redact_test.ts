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
