import { assertEquals } from "@std/assert";
import { type Access, type AccessOptions, filled, findAccess } from "../../lib/llm/provider_access.ts";
import { PROVIDERS } from "../../lib/llm/providers.ts";

type Variables = Readonly<Record<string, string>>;

function access(prefix: string, variables: Variables, options: AccessOptions = {}): Access {
  const provider = PROVIDERS.find((each) => each.prefix === prefix)!;
  return findAccess(provider, (name) => variables[name], options);
}

/** The address and the key, as `[address, key]`. */
function way(prefix: string, variables: Variables, options: AccessOptions = {}): [string, string] {
  const found = access(prefix, variables, options);
  if (found.kind !== "ready") throw new Error(JSON.stringify(found));
  return [found.baseUrl, found.apiKey];
}

const LOCAL = "http://127.0.0.1:9000/v1";

Deno.test("findAccess() reaches every provider that has an address with the first of its keys", async (t) => {
  for (const { prefix, baseUrl, keyVariables } of PROVIDERS) {
    if (baseUrl === null) continue;
    await t.step(prefix, () => {
      for (const name of keyVariables) assertEquals(way(prefix, { [name]: "key-1" }), [baseUrl, "key-1"]);
      const all = Object.fromEntries(keyVariables.map((name, at) => [name, `key-${at}`]));
      assertEquals(way(prefix, all)[1], "key-0");
    });
  }
});

Deno.test("findAccess() tells where address and key are from", () => {
  const variables = { GROQ_API_BASE: LOCAL, GROQ_API_KEY: "key" };
  assertEquals(access("groq", variables), {
    kind: "ready",
    baseUrl: LOCAL,
    baseUrlFrom: "GROQ_API_BASE",
    apiKey: "key",
    keyFrom: "GROQ_API_KEY",
    keyVariable: "GROQ_API_KEY",
  });
  assertEquals(access("ollama", {}), {
    kind: "ready",
    baseUrl: "http://127.0.0.1:11434/v1",
    baseUrlFrom: null,
    apiKey: "none",
    keyFrom: null,
    keyVariable: "OLLAMA_API_KEY",
  });
});

Deno.test("findAccess() adds the provider's path to an address of its variable that has none", () => {
  const cases: readonly [string, string, string, string][] = [
    ["ollama", "OLLAMA_API_BASE", "http://box:11434", "http://box:11434/v1"],
    ["ollama", "OLLAMA_API_BASE", "http://box:11434/", "http://box:11434/v1"],
    ["ollama", "OLLAMA_API_BASE", "http://box:11434/v1/", "http://box:11434/v1"],
    ["ollama", "OLLAMA_API_BASE", "http://box/proxy/v1", "http://box/proxy/v1"],
    ["lm_studio", "LM_STUDIO_API_BASE", "http://box:1234", "http://box:1234/v1"],
    ["hosted_vllm", "HOSTED_VLLM_API_BASE", "http://box:8000", "http://box:8000/v1"],
    ["azure", "AZURE_API_BASE", "https://me.openai.azure.com/", "https://me.openai.azure.com/openai/v1"],
    ["azure", "AZURE_OPENAI_ENDPOINT", "https://me.x.com/openai/v1/", "https://me.x.com/openai/v1"],
    ["anthropic", "ANTHROPIC_BASE_URL", "https://api.anthropic.com", "https://api.anthropic.com/v1"],
    ["gemini", "GEMINI_API_BASE", "https://g.example", "https://g.example/v1beta/openai"],
    ["perplexity", "PERPLEXITY_API_BASE", "https://p.example/", "https://p.example"],
    ["openai", "OPENAI_BASE_URL", "http://box:8000/", "http://box:8000"],
  ];
  const keys = { AZURE_API_KEY: "k", ANTHROPIC_API_KEY: "k", GEMINI_API_KEY: "k", PERPLEXITY_API_KEY: "k" };
  for (const [prefix, name, given, expected] of cases) {
    assertEquals(way(prefix, { ...keys, [name]: given })[0], expected, given);
  }
});

Deno.test("findAccess() sends a key only where it belongs", () => {
  const keys = { OPENAI_API_KEY: "key-openai", GROQ_API_KEY: "key-groq" };
  const groq = "https://api.groq.com/openai/v1";
  const both = { ...keys, OPENAI_BASE_URL: LOCAL };
  // To the provider's own address, its own key.
  assertEquals(way("groq", keys), [groq, "key-groq"]);
  assertEquals(way("groq", both), [groq, "key-groq"]);
  // To OpenAI's variables, OpenAI's key.
  assertEquals(way("groq", both, { redirected: true }), [LOCAL, "key-openai"]);
  assertEquals(way("groq", { GROQ_API_KEY: "g", OPENAI_API_BASE: LOCAL }, { redirected: true }), [
    LOCAL,
    "none",
  ]);
  // To --base-url, the key of the prefix, else OpenAI's.
  const flag = { baseUrl: LOCAL, redirected: true };
  assertEquals(way("groq", { ...both, OPENAI_BASE_URL: "http://other" }, flag), [LOCAL, "key-groq"]);
  assertEquals(way("groq", { OPENAI_API_KEY: "key-openai" }, flag), [LOCAL, "key-openai"]);
  assertEquals(way("openai", keys, flag), [LOCAL, "key-openai"]);
  assertEquals(way("groq", {}, flag), [LOCAL, "none"]);
  assertEquals(way("groq", { MISTRAL_API_KEY: "key-mistral" }, flag), [LOCAL, "none"]);
});

Deno.test("findAccess() names what is not set", () => {
  const missing = (prefix: string, variables: Variables, options: AccessOptions = {}) => {
    const found = access(prefix, variables, options);
    return found.kind === "missing" ? found.variables : found.kind;
  };
  assertEquals(missing("groq", {}), ["GROQ_API_KEY"]);
  assertEquals(missing("groq", { OPENAI_API_KEY: "k", GROQ_API_BASE: LOCAL }), ["GROQ_API_KEY"]);
  assertEquals(missing("openai", {}), ["OPENAI_API_KEY"]);
  assertEquals(missing("azure", {}), ["AZURE_API_KEY", "AZURE_API_BASE"]);
  assertEquals(missing("azure", { AZURE_OPENAI_API_KEY: "k" }), ["AZURE_API_BASE"]);
  assertEquals(missing("azure", {}, { silent: true }), ["AZURE_API_BASE"]);
  assertEquals(missing("groq", {}, { silent: true }), "ready");
  assertEquals(missing("ollama", {}), "ready");
});

Deno.test("findAccess() takes blank values for unset, and blanks off the others", () => {
  const variables = { GROQ_API_KEY: " key\n", GROQ_API_BASE: " ", OPENAI_BASE_URL: "\t" };
  const options = { baseUrl: "", redirected: true };
  assertEquals(way("groq", variables, options), ["https://api.groq.com/openai/v1", "key"]);
  assertEquals([filled(" "), filled(undefined), filled(" a ")], [undefined, undefined, "a"]);
});

Deno.test("findAccess() refuses addresses that cannot be used, and shows no password", async (t) => {
  const url = "it is not an http or https URL such as http://127.0.0.1:8000/v1";
  const cases: readonly [string, string][] = [
    ["ftp://host/v1", `Cannot use GROQ_API_BASE "ftp://host/v1": ${url}`],
    ["nowhere", `Cannot use GROQ_API_BASE "nowhere": ${url}`],
    ["me:geheim@host", `Cannot use GROQ_API_BASE: ${url}`],
    [
      "https://me:geheim@host/v1",
      "Cannot use GROQ_API_BASE: the URL holds a user name or password. Give the key as GROQ_API_KEY",
    ],
    [
      "https://host/v1?key=geheim",
      "Cannot use GROQ_API_BASE: the URL holds a query or a fragment, after which no path can follow",
    ],
    [
      "https://host/v1#geheim",
      "Cannot use GROQ_API_BASE: the URL holds a query or a fragment, after which no path can follow",
    ],
  ];
  for (const [text, why] of cases) {
    await t.step(text, () => {
      assertEquals(access("groq", { GROQ_API_BASE: text }), { kind: "unusable", why });
    });
  }
});
