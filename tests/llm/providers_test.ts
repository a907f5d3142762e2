import { assert, assertEquals } from "@std/assert";
import { PROVIDERS, splitModelName } from "../../lib/llm/providers.ts";

const PREFIXES = [
  "openai",
  "azure",
  "anthropic",
  "gemini",
  "groq",
  "mistral",
  "deepseek",
  "together_ai",
  "fireworks_ai",
  "openrouter",
  "xai",
  "cerebras",
  "perplexity",
  "ollama",
  "lm_studio",
  "hosted_vllm",
];

function provider(prefix: string) {
  const found = PROVIDERS.find((each) => each.prefix === prefix);
  assert(found, prefix);
  return found;
}

Deno.test("PROVIDERS has each prefix once, OpenAI first", () => {
  assertEquals(PROVIDERS.map(({ prefix }) => prefix), PREFIXES);
});

Deno.test("PROVIDERS names each variable once, so that no key is taken for another's", () => {
  const names = PROVIDERS.flatMap(({ keyVariables, baseUrlVariables }) => [
    ...keyVariables,
    ...baseUrlVariables,
  ]);
  assertEquals(names.filter((name, at) => names.indexOf(name) !== at), []);
  assertEquals(names.filter((name) => !/^[A-Z][A-Z0-9_]+$/.test(name)), []);
});

Deno.test("PROVIDERS has addresses without a slash at the end, by https or on the loopback", () => {
  for (const { prefix, baseUrl, needsKey } of PROVIDERS) {
    if (prefix === "azure") assertEquals(baseUrl, null);
    else if (needsKey) assert(/^https:\/\/[a-z.]+(\/[a-z0-9]+)*$/.test(baseUrl!), prefix);
    else assert(/^http:\/\/127\.0\.0\.1:\d+\/v1$/.test(baseUrl!), prefix);
  }
});

Deno.test("PROVIDERS wants a key for all but servers on one's own machine", () => {
  const open = PROVIDERS.filter(({ needsKey }) => !needsKey).map(({ prefix }) => prefix);
  assertEquals(open, ["ollama", "lm_studio", "hosted_vllm"]);
});

Deno.test("PROVIDERS knows the variables that LiteLLM knows, in its order", () => {
  const { keyVariables: together } = provider("together_ai");
  assertEquals(together, [
    "TOGETHER_API_KEY",
    "TOGETHER_AI_API_KEY",
    "TOGETHERAI_API_KEY",
    "TOGETHER_AI_TOKEN",
  ]);
  assertEquals(provider("groq").baseUrlVariables, ["GROQ_API_BASE"]);
  assertEquals(provider("azure").baseUrlVariables, ["AZURE_API_BASE", "AZURE_OPENAI_ENDPOINT"]);
  assertEquals(provider("fireworks_ai").baseUrlVariables.includes("FIREWORKS_API_BASE"), true);
  assertEquals(provider("openai").baseUrlVariables, ["OPENAI_BASE_URL", "OPENAI_API_BASE"]);
});

Deno.test("PROVIDERS says max_completion_tokens for OpenAI and Azure, max_tokens for all else", () => {
  const newer = PROVIDERS.filter(({ limitParameter }) => limitParameter === "max_completion_tokens");
  assertEquals(newer.map(({ prefix }) => prefix), ["openai", "azure"]);
});

const NAMES: readonly [string, string, string][] = [
  ["gpt-4o", "openai", "gpt-4o"],
  ["openai/gpt-4o", "openai", "gpt-4o"],
  ["openai/openai/gpt-4o", "openai", "openai/gpt-4o"],
  ["openrouter/openai/gpt-4o", "openrouter", "openai/gpt-4o"],
  ["openrouter/openrouter/auto", "openrouter", "openrouter/auto"],
  ["groq/llama-3.3-70b-versatile", "groq", "llama-3.3-70b-versatile"],
  ["ollama/llama3:8b", "ollama", "llama3:8b"],
  ["meta-llama/Llama-3-8B", "openai", "meta-llama/Llama-3-8B"],
  ["Groq/llama", "openai", "Groq/llama"],
  ["xaier/x", "openai", "xaier/x"],
  ["groq", "openai", "groq"],
  ["groq/", "groq", ""],
];

Deno.test("splitModelName() takes one known prefix off, and leaves all else as it is", async (t) => {
  for (const [name, prefix, model] of NAMES) {
    await t.step(name, () => {
      const split = splitModelName(name);
      assertEquals([split.provider.prefix, split.model], [prefix, model]);
    });
  }
});
