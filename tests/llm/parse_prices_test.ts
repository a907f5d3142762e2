import { assertEquals, assertThrows } from "@std/assert";
import { UsageError } from "../../lib/core/errors.ts";
import { parsePrices } from "../../lib/llm/parse_prices.ts";

const MODELS = { "openai/a": { input: 1, output: 2 } };

function refusal(file: unknown): string {
  const text = typeof file === "string" ? file : JSON.stringify(file);
  const { message } = assertThrows(() => parsePrices(text, "p.json"), UsageError);
  return message.replace(/^Cannot read prices "p\.json": /, "");
}

Deno.test("parsePrices() reads rates, those of long prompts too, and takes the name for a version", () => {
  const text = JSON.stringify({
    schema_version: 1,
    currency: "USD",
    unit: "per million tokens",
    notes: ["ours"],
    models: {
      "openai/a": {
        input: 1,
        cached_input: null,
        output: 2,
        over: { prompt_tokens: 10, input: 3, cached_input: 0.5, output: 4 },
      },
      "together_ai/org/b": { input: 0, cached_input: 0, output: 0, over: null },
    },
  });
  const { version, models } = parsePrices(text, "p.json");
  assertEquals(version, "p.json");
  assertEquals([...models], [
    ["openai/a", {
      input: 1,
      cachedInput: null,
      output: 2,
      over: { promptTokens: 10, input: 3, cachedInput: 0.5, output: 4 },
      version: "p.json",
    }],
    ["together_ai/org/b", { input: 0, cachedInput: 0, output: 0, over: null, version: "p.json" }],
  ]);
});

Deno.test("parsePrices() refuses every file that could mean another price than it says", () => {
  const entry = (change: object) => ({
    schema_version: 1,
    models: { "openai/a": { input: 1, output: 2, ...change } },
  });
  const named = (name: string) => ({ schema_version: 1, models: { [name]: { input: 1, output: 2 } } });
  const form = 'is not "<provider>/<model>" (or "<provider>/*"), such as "openai/gpt-4o"';
  const known = "(known: input, cached_input, output, over, as_of, source)";
  const cases: [file: unknown, state: string][] = [
    ["", "it is not valid JSON"],
    ["[]", "it is a list, not an object"],
    ["null", "it is empty, not an object"],
    [{ models: MODELS }, "its schema_version is missing, and this program reads 1"],
    [{ schema_version: "1", models: MODELS }, 'its schema_version is "1", and this program reads 1'],
    [{ schema_version: 1 }, `its "models" are empty, not an object`],
    [{ schema_version: 1, models: [] }, `its "models" are a list, not an object`],
    [
      { schema_version: 1, prices: {}, models: MODELS },
      'it has an unknown key "prices" (known: schema_version, version, currency, unit, notes, models)',
    ],
    [
      { schema_version: 1, currency: "EUR", models: MODELS },
      'its currency is "EUR", and this program reads "USD"',
    ],
    [
      { schema_version: 1, unit: "per token", models: MODELS },
      'its unit is "per token", and this program reads "per million tokens"',
    ],
    [{ schema_version: 1, version: 3, models: MODELS }, "its version is not a text"],
    [named("gpt-4o"), `"gpt-4o" ${form}`],
    [named("openai/"), `"openai/" ${form}`],
    [named("openai/gpt-*"), `"openai/gpt-*" ${form}`],
    [named("*/gpt"), `"*/gpt" ${form}`],
    [named("openai/a b"), `"openai/a b" ${form}`],
    [{ schema_version: 1, models: { "openai/a": 3 } }, '"openai/a" is not an object with input and output'],
    [entry({ input: undefined }), '"openai/a" has no input'],
    [entry({ output: "2" }), '"openai/a" has a value of output that is not a number from 0 to 100000'],
    [entry({ output: -1 }), '"openai/a" has a value of output that is not a number from 0 to 100000'],
    [entry({ input: 1e6 }), '"openai/a" has a value of input that is not a number from 0 to 100000'],
    [
      entry({ cached_input: true }),
      '"openai/a" has a value of cached_input that is not a number from 0 to 100000',
    ],
    [entry({ cachedInput: 1 }), `"openai/a" has an unknown key "cachedInput" ${known}`],
    [entry({ over: 5 }), '"openai/a" has an "over" that is not an object'],
    [entry({ over: { input: 1, output: 2 } }), '"openai/a" in "over" has no prompt_tokens'],
    [entry({ over: { prompt_tokens: 5, input: 1 } }), '"openai/a" in "over" has no output'],
  ];
  for (const [file, state] of cases) assertEquals(refusal(file), state);
  assertEquals(
    refusal('{"schema_version": 1, "models": {"openai/a": {"input": 1e999, "output": 1}}}'),
    '"openai/a" has a value of input that is not a number from 0 to 100000',
  );
});
