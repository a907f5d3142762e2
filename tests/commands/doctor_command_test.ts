import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { SCENARIOS } from "../../lib/library/registry.ts";
import { PROVIDERS } from "../../lib/llm/providers.ts";
import { VERSION } from "../../lib/version.ts";
import { apiError } from "../support/chat_completion.ts";
import { type Replies, startOpenAIServer } from "../support/openai_server.ts";
import { inTempDir, runMain } from "../support/run_main.ts";

const LIST: Replies = [{ body: { data: [{ id: "m" }] } }];

/** A port of the loopback on which nobody listens. */
async function deadUrl(): Promise<string> {
  await using server = startOpenAIServer([]);
  return server.url;
}

/** What doctor says of each provider, by its prefix. */
function rows(stdout: string): Record<string, string> {
  const found = stdout.matchAll(/^provider +(\w+): (.*)$/gm);
  return Object.fromEntries([...found].map(([, prefix, said]) => [prefix, said]));
}

Deno.test("doctor shows what the machine has, and that its verdicts are right", async () => {
  await inTempDir(async (cwd) => {
    const { code, stdout, stderr } = await runMain(["doctor"], { cwd });
    assertEquals([code, stderr], [0, ""]);
    assertMatch(stdout, /^python +3\.\d+\.\d+ at \/.+$/m);
    assertMatch(stdout, /^verdicts +right on a healthy and on a broken module$/m);
    assertMatch(stdout, /^author +no OPENAI_API_KEY and no --base-url: using the offline author$/m);
    assertMatch(stdout, new RegExp(`^library +${SCENARIOS.length} scenarios$`, "m"));
    assertEquals(rows(stdout), {});
    assertStringIncludes(stdout, `not configured: ${PROVIDERS.map(({ prefix }) => prefix).join(", ")}\n`);
  });
});

Deno.test("doctor shows the providers that have a key or an address, and never a key", async () => {
  await inTempDir(async (cwd) => {
    const env = {
      OPENAI_API_KEY: "sk-very-secret-123",
      LITELLM_MODEL: "openai/gpt-4o",
      GROQ_API_KEY: "gsk_very_secret",
      AZURE_OPENAI_API_KEY: "very-secret",
      OLLAMA_API_BASE: "http://127.0.0.1:40009",
      MISTRAL_API_BASE: "https://me:secret@host/v1",
      XAI_API_KEY: " ",
      DEEPSEEK_API_BASE: "https://d.example/v1",
    };
    const [page, json] = await Promise.all(
      [[], ["--json"]].map((words) => runMain(["doctor", ...words], { cwd, env })),
    );
    for (const { code, stdout, stderr } of [page!, json!]) {
      assertEquals([code, stderr], [0, ""]);
      assert(!stdout.includes("secret"), stdout);
    }
    assertMatch(page!.stdout, /^author +model gpt-4o at https:\/\/api\.openai\.com\/v1$/m);
    assertEquals(rows(page!.stdout), {
      openai: "OPENAI_API_KEY is set, https://api.openai.com/v1; asked for gpt-4o",
      azure: "AZURE_OPENAI_API_KEY is set, AZURE_API_BASE is not set",
      groq: "GROQ_API_KEY is set, https://api.groq.com/openai/v1",
      mistral: "Cannot use MISTRAL_API_BASE: the URL holds a user name or password. " +
        "Give the key as MISTRAL_API_KEY",
      deepseek: "key missing, DEEPSEEK_API_KEY is not set, https://d.example/v1 (DEEPSEEK_API_BASE)",
      ollama: "no key, http://127.0.0.1:40009/v1 (OLLAMA_API_BASE)",
    });
    assertMatch(page!.stdout, /^others +not configured: anthropic, gemini, together_ai, .*, hosted_vllm$/m);
    const report = JSON.parse(json!.stdout);
    assertEquals([report.version, report.python.judges], [VERSION, true]);
    assert(Array.isArray(report.python.isolation) && report.python.isolation.length > 0);
    assertEquals(report.author, {
      kind: "model",
      model: "gpt-4o",
      provider: "openai",
      base_url: "https://api.openai.com/v1",
    });
    assertEquals(report.providers.length, PROVIDERS.length);
    assertEquals(report.providers[0], {
      prefix: "openai",
      name: "OpenAI",
      configured: true,
      model: "gpt-4o",
      key_variable: "OPENAI_API_KEY",
      missing: [],
      base_url: "https://api.openai.com/v1",
      base_url_from: null,
      problem: null,
      ping: null,
    });
  });
});

Deno.test("doctor shows which key is missing for the model that is asked for", async () => {
  await inTempDir(async (cwd) => {
    const missing = "GROQ_API_KEY is not set";
    const flag = await runMain(["doctor", "--model", "groq/llama-3"], { cwd });
    assertEquals([flag.code, flag.stderr], [2, ""]);
    assertStringIncludes(flag.stdout, `Cannot ask "groq/llama-3": ${missing}. Set it`);
    const groq = `key missing, ${missing}, https://api.groq.com/openai/v1; asked for llama-3`;
    assertEquals(rows(flag.stdout), { groq });
    const variable = await runMain(["doctor"], { cwd, env: { LITELLM_MODEL: "groq/llama-3" } });
    assertEquals([variable.code, variable.stderr], [0, ""]);
    assertMatch(
      variable.stdout,
      /^author +LITELLM_MODEL names "groq\/llama-3", but GROQ_API_KEY is not set/m,
    );
    assertEquals(rows(variable.stdout), { groq });
  });
});

Deno.test("doctor --ping asks configured providers with their own keys, and shows which answer", async () => {
  await using server = startOpenAIServer(({ headers }) =>
    headers.get("authorization") === "Bearer key-wrong"
      ? { status: 401, body: apiError("bad key-wrong") }
      : { body: { data: [{ id: "m" }] } }
  );
  const dead = await deadUrl();
  await inTempDir(async (cwd) => {
    const env = {
      OPENAI_BASE_URL: server.url,
      OPENAI_API_KEY: "key-openai",
      OPENAI_ORG_ID: "org-mine",
      GROQ_API_BASE: server.url,
      GROQ_API_KEY: "key-groq",
      XAI_API_BASE: server.url,
      XAI_API_KEY: "key-wrong",
      CEREBRAS_API_BASE: server.url,
      OLLAMA_API_BASE: dead,
      PERPLEXITY_API_BASE: `${server.url}?key=geheim`,
    };
    const { code, stdout, stderr } = await runMain(["doctor", "--ping", "--model", "m"], { cwd, env });
    assertEquals([code, stderr], [0, ""]);
    assertEquals(rows(stdout.replace(/os error \d+/, "os error N")), {
      openai: `OPENAI_API_KEY is set, ${server.url} (OPENAI_BASE_URL); asked for m; answers and lists m`,
      groq: `GROQ_API_KEY is set, ${server.url} (GROQ_API_BASE); answers`,
      xai: `XAI_API_KEY is set, ${server.url} (XAI_API_BASE); refuses the key (status 401: bad [key])`,
      cerebras: `key missing, CEREBRAS_API_KEY is not set, ${server.url} (CEREBRAS_API_BASE)`,
      perplexity: "Cannot use PERPLEXITY_API_BASE: the URL holds a query or a fragment, " +
        "after which no path can follow",
      ollama: `no key, ${dead} (OLLAMA_API_BASE); ` +
        "does not answer (tcp connect error: Connection refused (os error N))",
    });
    const sent = server.requests.map(({ method, path, headers }) => [
      `${method} ${path}`,
      headers.get("authorization"),
      headers.get("openai-organization"),
    ]).sort(([, a], [, b]) => a! < b! ? -1 : 1);
    assertEquals(sent, [
      ["GET /v1/models", "Bearer key-groq", null],
      ["GET /v1/models", "Bearer key-openai", "org-mine"],
      ["GET /v1/models", "Bearer key-wrong", null],
    ]);
  });
});

Deno.test("doctor --ping ends with 4 where the asked model's provider does not answer", async (t) => {
  const dead = await deadUrl();
  await using refusing = startOpenAIServer([{ status: 401 }]);
  await using listless = startOpenAIServer([{ status: 404 }]);
  await using other = startOpenAIServer(LIST);
  const cases: readonly [string, readonly string[], Record<string, string>, number][] = [
    ["no server", ["--model", "m", "--base-url", dead], {}, 4],
    ["no server, for the default model", [], { OPENAI_BASE_URL: dead }, 4],
    ["no server, for the model of a variable", [], { LITELLM_MODEL: "ollama/m", OLLAMA_API_BASE: dead }, 4],
    ["a refused key", ["--model", "m", "--base-url", refusing.url], {}, 4],
    ["a server without a list", ["--model", "m", "--base-url", listless.url], {}, 0],
    ["a server whose list has other models", ["--model", "x", "--base-url", other.url], {}, 0],
    ["no server, but of another provider", [], { GROQ_API_KEY: "k", GROQ_API_BASE: dead }, 0],
  ];
  for (const [name, words, env, expected] of cases) {
    await t.step(name, async () => {
      await inTempDir(async (cwd) => {
        const { code, stdout } = await runMain(["doctor", "--ping", "--json", ...words], { cwd, env });
        assertEquals(code, expected);
        const { providers } = JSON.parse(stdout) as { providers: { configured: boolean; ping: unknown }[] };
        assertEquals(providers.filter(({ ping }) => ping !== null).length, 1);
      });
    });
  }
});

Deno.test("doctor asks nobody without --ping", async () => {
  await using server = startOpenAIServer(LIST);
  await inTempDir(async (cwd) => {
    const { code } = await runMain(["doctor", "--base-url", server.url], { cwd });
    assertEquals([code, server.requests.length], [0, 0]);
  });
});

Deno.test("doctor ends with 3 where there is no Python to use, and shows the rest", async () => {
  await inTempDir(async (cwd) => {
    const { code, stdout, stderr } = await runMain(["doctor", "--python", "no-such-python"], { cwd });
    assertEquals([code, stderr], [3, ""]);
    assertMatch(stdout, /^python +Cannot run "no-such-python": there is no such program; install/m);
    assertMatch(stdout, /^catalogue +\d{3,} scenarios$/m);
    const words = ["--python", "false", "--json", "--ping", "--base-url", await deadUrl()];
    const json = await runMain(["doctor", ...words], { cwd });
    assertEquals(json.code, 3);
    assertMatch(JSON.parse(json.stdout).python.problem, /^Cannot run "false": it is no working Python/);
  });
});

Deno.test("doctor refuses what it cannot use", async () => {
  await inTempDir(async (cwd) => {
    const cases = [
      [
        ["--base-url", "http://me:secret@host/v1"],
        "Cannot use --base-url: the URL holds a user name or password. Give the key as OPENAI_API_KEY",
      ],
      [["--model", "groq/"], 'Cannot use model "groq/": it is not a model name'],
      [["now"], 'Cannot run "doctor": "now" is one word too many'],
      [["--pyhton", "x"], 'Cannot use "--pyhton": no such flag. Did you mean "--python"?'],
    ] as const;
    for (const [words, message] of cases) {
      assertEquals(await runMain(["doctor", ...words], { cwd }), {
        code: 2,
        stdout: "",
        stderr: `${message}\n`,
      });
    }
  });
});
