import { assertEquals, assertThrows } from "@std/assert";
import { UsageError } from "../../lib/core/errors.ts";
import { type ModelFlags, readModelConfiguration } from "../../lib/llm/configuration.ts";

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

Deno.test('readModelConfiguration() drops one leading "openai/"', () => {
  assertEquals(options({ model: "openai/gpt-4o" }, KEY).model, "gpt-4o");
  assertEquals(options({}, { ...KEY, LITELLM_MODEL: "openai/gpt-4o" }).model, "gpt-4o");
  assertEquals(options({ model: "openai/openai/gpt-4o" }, KEY).model, "openai/gpt-4o");
  assertEquals(options({ model: "qwen/openai/x" }, KEY).model, "qwen/openai/x");
});

Deno.test("readModelConfiguration() takes the base URL from the flag, then from two variables", () => {
  const both = { OPENAI_BASE_URL: URL_ONE, OPENAI_API_BASE: "https://b/v1" };
  assertEquals(options({ baseUrl: "https://f/v1" }, both).baseUrl, "https://f/v1");
  assertEquals(options({}, both).baseUrl, URL_ONE);
  assertEquals(options({}, { ...both, OPENAI_BASE_URL: " " }).baseUrl, "https://b/v1");
  assertEquals(options({}, KEY).baseUrl, undefined);
});

Deno.test("readModelConfiguration() gives a base URL without key the placeholder", () => {
  assertEquals(options({ baseUrl: URL_ONE }, {}).apiKey, "none");
  assertEquals(options({ baseUrl: URL_ONE }, { OPENAI_API_KEY: "  " }).apiKey, "none");
  assertEquals(options({ baseUrl: URL_ONE }, { OPENAI_API_KEY: "sk-test\n" }).apiKey, "sk-test");
});

Deno.test("readModelConfiguration() passes the temperature on, and none where none is given", () => {
  assertEquals(options({ temperature: 0 }, KEY).temperature, 0);
  assertEquals(options({}, KEY).temperature, undefined);
});

Deno.test("readModelConfiguration() goes offline with neither key nor base URL", () => {
  const offline = {
    kind: "offline",
    why: "no OPENAI_API_KEY and no --base-url: using the offline author",
  } as const;
  assertEquals(read({}, {}), offline);
  assertEquals(read({}, { OPENAI_API_KEY: "", OPENAI_BASE_URL: " ", SYNTHDEBUG_MODEL: "s" }), offline);
});

Deno.test("readModelConfiguration() lets --offline win over everything", () => {
  const flags = { offline: true, model: "m", baseUrl: "not a URL" };
  assertEquals(read(flags, KEY), { kind: "offline", why: "--offline: using the offline author" });
});

const REFUSED: readonly [string, ModelFlags, Variables, string][] = [
  [
    "a model with nowhere to go",
    { model: "gpt-4o" },
    {},
    'Cannot ask "gpt-4o": no OPENAI_API_KEY and no --base-url is set. Set one of them, or leave out --model to use the offline author',
  ],
  ["a prefix alone", { model: "openai/" }, KEY, 'Cannot use model "openai/": it is not a model name'],
  ["a model with a line break", { model: "a\nb" }, KEY, 'Cannot use model "a\\nb": it is not a model name'],
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
