import { assertEquals } from "@std/assert";
import { cleanEndpoint, cleanIdentity } from "../../lib/llm/request_identity.ts";

Deno.test("cleanEndpoint() leaves what says where an address leads, and nothing else", () => {
  const cases: [given: string, clean: string][] = [
    ["https://api.openai.com/v1", "https://api.openai.com/v1"],
    ["https://API.OpenAI.com:443/v1/", "https://api.openai.com/v1"],
    ["http://name:word@127.0.0.1:8000/v1?key=k#part", "http://127.0.0.1:8000/v1"],
    ["http://127.0.0.1:80//", "http://127.0.0.1"],
    ["http://[::1]:11434/v1", "http://[::1]:11434/v1"],
    ["https://host/Deployments/My%20Model/", "https://host/Deployments/My%20Model"],
    ["no address/?key=k", "no address"],
  ];
  for (const [given, clean] of cases) {
    assertEquals(cleanEndpoint(given), clean);
    assertEquals(cleanEndpoint(clean), clean, "a clean one stays");
  }
});

Deno.test("cleanIdentity() takes nothing along that is not part of the request", () => {
  const message = { role: "user" as const, content: "x", at: "12:00" };
  const identity = { endpoint: "http://h/v1", model: "m", messages: [message], parameters: {}, attempt: 1 };
  assertEquals(
    JSON.stringify(cleanIdentity({ ...identity, ...{ apiKey: "k" } })),
    JSON.stringify({ ...identity, messages: [{ role: "user", content: "x" }] }),
  );
});
