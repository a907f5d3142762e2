import { assertEquals, assertThrows } from "@std/assert";
import { UsageError } from "../../lib/core/errors.ts";
import { findAskedModel, type ModelFlags, readModelConfiguration } from "../../lib/llm/configuration.ts";

type Variables = Readonly<Record<string, string>>;

function read(flags: ModelFlags, variables: Variables) {
  return readModelConfiguration(flags, (name) => variables[name]);
}

function options(flags: ModelFlags, variables: Variables) {
  const configuration = read(flags, variables);
  if (configuration.kind === "offline") throw new Error(configuration.why);
  return configuration.options;
}

const KEY = { OPENAI_API_KEY: "sk-test" };
const URL_ONE = "http://127.0.0.1:1/v1";

Deno.test("readModelConfiguration() takes the model from the flag, then from two variables, then its own", () => {
  const both = { ...KEY, SYNTHDEBUG_MODEL: "s", LITELLM_MODEL: "l" };
  assertEquals(options({ model: "f" }, both).model, "f");
  assertEquals(options({}, both).model, "s");
  assertEquals(options({}, { ...KEY, LITELLM_MODEL: "l" }).model, "l");
  assertEquals(options({}, { ...KEY, SYNTHDEBUG_MODEL: " ", LITELLM_MODEL: "l" }).model, "l");
  assertEquals(options({}, { ...KEY, SYNTHDEBUG_MODEL: "", LITELLM_MODEL: "" }).model, "gpt-4o-mini");
});

Deno.test("readModelConfiguration() gives all that is needed to ask", () => {
  assertEquals(options({ model: "gpt-4o", temperature: 0 }, KEY), {
    model: "gpt-4o",
    provider: "openai",
    apiKey: "sk-test",
    keyVariable: "OPENAI_API_KEY",
    baseUrl: "https://api.openai.com/v1",
    temperature: 0,
    limitParameter: "max_completion_tokens",
  });
  assertEquals(options({}, { LITELLM_MODEL: "groq/llama-3", GROQ_API_KEY: "g", ...KEY }), {
    model: "llama-3",
    provider: "groq",
    apiKey: "g",
    keyVariable: "GROQ_API_KEY",
    baseUrl: "https://api.groq.com/openai/v1",
    temperature: undefined,
    limitParameter: "max_tokens",
  });
});

Deno.test("readModelConfiguration() takes the base URL from the flag, then from two variables", () => {
  const both = { OPENAI_BASE_URL: URL_ONE, OPENAI_API_BASE: "https://b/v1" };
  assertEquals(options({ baseUrl: "https://f/v1/" }, both).baseUrl, "https://f/v1");
  assertEquals(options({}, both).baseUrl, URL_ONE);
  assertEquals(options({}, { ...both, OPENAI_BASE_URL: " " }).baseUrl, "https://b/v1");
  assertEquals(options({}, KEY).baseUrl, "https://api.openai.com/v1");
});

Deno.test("readModelConfiguration() lets OPENAI_BASE_URL win over the prefix, with OpenAI's key", () => {
  const variables = { ...KEY, OPENAI_BASE_URL: URL_ONE, GROQ_API_KEY: "g", GROQ_API_BASE: "https://g/v1" };
  const { model, provider, baseUrl, apiKey } = options({ model: "groq/llama-3" }, variables);
  assertEquals([model, provider, baseUrl, apiKey], ["llama-3", "groq", URL_ONE, "sk-test"]);
});

Deno.test("readModelConfiguration() gives a base URL without key the placeholder", () => {
  assertEquals(options({ baseUrl: URL_ONE }, {}).apiKey, "none");
  assertEquals(options({ baseUrl: URL_ONE }, { OPENAI_API_KEY: "  " }).apiKey, "none");
  assertEquals(options({ baseUrl: URL_ONE }, { OPENAI_API_KEY: "sk-test\n" }).apiKey, "sk-test");
});

Deno.test("readModelConfiguration() needs no key for a server on one's own machine", () => {
  for (const source of [{ model: "ollama/llama3" }, {}]) {
    const { model, baseUrl, apiKey } = options(source, { SYNTHDEBUG_MODEL: "ollama/llama3", ...KEY });
    assertEquals([model, baseUrl, apiKey], ["llama3", "http://127.0.0.1:11434/v1", "none"]);
  }
  assertEquals(options({ model: "hosted_vllm/q" }, { HOSTED_VLLM_API_KEY: "v" }).apiKey, "v");
});

Deno.test("readModelConfiguration() goes offline where nothing names a model or an endpoint", () => {
  const offline = {
    kind: "offline",
    why: "no OPENAI_API_KEY and no --base-url: using the offline author",
  } as const;
  assertEquals(read({}, {}), offline);
  assertEquals(
    read({ model: " " }, { OPENAI_API_KEY: "", OPENAI_BASE_URL: " ", SYNTHDEBUG_MODEL: " " }),
    offline,
  );
  // A key says whose models may be asked, but not which.
  assertEquals(read({}, { GROQ_API_KEY: "g" }), offline);
});

Deno.test("readModelConfiguration() goes offline where a variable names a model whose key is missing", () => {
  assertEquals(read({}, { SYNTHDEBUG_MODEL: "s" }), {
    kind: "offline",
    why: 'SYNTHDEBUG_MODEL names "s", but OPENAI_API_KEY is not set: using the offline author',
  });
  assertEquals(read({}, { ...KEY, LITELLM_MODEL: "groq/llama-3" }), {
    kind: "offline",
    why: 'LITELLM_MODEL names "groq/llama-3", but GROQ_API_KEY is not set: using the offline author',
  });
});

Deno.test("readModelConfiguration() lets --offline win over everything", () => {
  const flags = { offline: true, model: "m", baseUrl: "not a URL", replay: true };
  assertEquals(read(flags, KEY), { kind: "offline", why: "--offline: using the offline author" });
});

Deno.test("readModelConfiguration() needs no key where recorded answers alone are used", () => {
  const { provider, apiKey, baseUrl } = options({ model: "groq/llama-3", replay: true }, {});
  assertEquals([provider, apiKey, baseUrl], ["groq", "none", "https://api.groq.com/openai/v1"]);
  assertEquals(options({ replay: true }, {}).model, "gpt-4o-mini");
  assertEquals(options({ replay: true }, { LITELLM_MODEL: "xai/grok" }).model, "grok");
  // An address belongs to what was recorded: without it, nothing can be found.
  const error = assertThrows(() => read({ replay: true }, { LITELLM_MODEL: "azure/mine" }), UsageError);
  assertEquals(error.message.split(". ")[0], 'Cannot ask "azure/mine": AZURE_API_BASE is not set');
});

Deno.test("findAskedModel() tells the model that cannot be reached, and where it was named", () => {
  const asked = findAskedModel({}, (name) => name === "LITELLM_MODEL" ? "groq/llama-3" : undefined);
  assertEquals([asked.name, asked.from, asked.model, asked.provider.prefix, asked.access.kind], [
    "groq/llama-3",
    "LITELLM_MODEL",
    "llama-3",
    "groq",
    "missing",
  ]);
  assertEquals(findAskedModel({}, () => undefined).from, null);
});

const SET = "give --base-url, or leave out --model to use the offline author";
const REFUSED: readonly [string, ModelFlags, Variables, string][] = [
  [
    "a model with nowhere to go",
    { model: "gpt-4o" },
    {},
    `Cannot ask "gpt-4o": OPENAI_API_KEY is not set. Set it, ${SET}`,
  ],
  [
    "a model of a provider whose key is missing",
    { model: "groq/llama-3" },
    KEY,
    `Cannot ask "groq/llama-3": GROQ_API_KEY is not set. Set it, ${SET}`,
  ],
  [
    "a model without address and key",
    { model: "azure/mine" },
    KEY,
    `Cannot ask "azure/mine": AZURE_API_KEY and AZURE_API_BASE are not set. Set them, ${SET}`,
  ],
  ["a prefix alone", { model: "openai/" }, KEY, 'Cannot use model "openai/": it is not a model name'],
  ["another prefix alone", { model: "groq/" }, KEY, 'Cannot use model "groq/": it is not a model name'],
  ["a model with a line break", { model: "a\nb" }, KEY, 'Cannot use model "a\\nb": it is not a model name'],
  [
    "a variable with a blank in it",
    {},
    { LITELLM_MODEL: "two words" },
    'Cannot use model "two words": it is not a model name',
  ],
  [
    "another scheme",
    { baseUrl: "ftp://host/v1" },
    KEY,
    'Cannot use --base-url "ftp://host/v1": it is not an http or https URL such as http://127.0.0.1:8000/v1',
  ],
  [
    "a host without scheme",
    {},
    { OPENAI_BASE_URL: "localhost:8000/v1" },
    'Cannot use OPENAI_BASE_URL "localhost:8000/v1": it is not an http or https URL such as http://127.0.0.1:8000/v1',
  ],
  [
    "no URL at all",
    {},
    { OPENAI_API_BASE: "nowhere" },
    'Cannot use OPENAI_API_BASE "nowhere": it is not an http or https URL such as http://127.0.0.1:8000/v1',
  ],
  [
    "a provider's address that is none",
    { model: "ollama/llama3" },
    { OLLAMA_API_BASE: "box:11434" },
    'Cannot use OLLAMA_API_BASE "box:11434": it is not an http or https URL such as http://127.0.0.1:8000/v1',
  ],
  [
    "a password",
    { baseUrl: "https://me:geheim@host/v1" },
    KEY,
    "Cannot use --base-url: the URL holds a user name or password. Give the key as OPENAI_API_KEY",
  ],
  [
    "a password in a broken URL",
    { baseUrl: "me:geheim@host" },
    KEY,
    "Cannot use --base-url: it is not an http or https URL such as http://127.0.0.1:8000/v1",
  ],
];

Deno.test("readModelConfiguration() refuses what cannot be used", async (t) => {
  for (const [name, flags, variables, message] of REFUSED) {
    await t.step(name, () => {
      assertEquals(assertThrows(() => read(flags, variables), UsageError).message, message);
    });
  }
});
