import { assertEquals } from "@std/assert";
import { join } from "@std/path";
import { loadEndpointPrices } from "../../lib/llm/endpoint_prices.ts";
import { priceOf } from "../../lib/llm/prices.ts";
import { inTempDir } from "../support/run_main.ts";

const OWN = { provider: "openai", baseUrl: "https://api.openai.com/v1" };
const OTHER = { provider: "openai", baseUrl: "http://127.0.0.1:8000/v1" };

async function inputPrice(path: string | null, endpoint: typeof OWN, model = "gpt-4o-mini") {
  return priceOf(await loadEndpointPrices(path, endpoint), endpoint.provider, model)?.input ?? null;
}

Deno.test("loadEndpointPrices() knows the provider's prices at the provider's own address only", async () => {
  assertEquals(await inputPrice(null, OWN), 0.15);
  assertEquals(await inputPrice(null, OTHER), null);
});

Deno.test("loadEndpointPrices() takes the user's prices wherever the model is", async () => {
  await inTempDir(async (dir) => {
    const path = join(dir, "prices.json");
    const list = {
      schema_version: 1,
      version: "2026-01-01",
      currency: "USD",
      unit: "per million tokens",
      models: { "openai/gpt-4o-mini": { input: 7, output: 8 } },
    };
    await Deno.writeTextFile(path, JSON.stringify(list));
    assertEquals([await inputPrice(path, OWN), await inputPrice(path, OTHER)], [7, 7]);
    assertEquals(await inputPrice(path, OTHER, "gpt-4o"), null);
  });
});

Deno.test("loadEndpointPrices() knows that a machine of one's own is free, at any address", async () => {
  const local = { provider: "ollama", baseUrl: "http://192.168.0.7:11434/v1" };
  assertEquals(await inputPrice(null, local, "qwen2.5-coder:32b"), 0);
});
