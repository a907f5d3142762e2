// Run without --allow-net: prints what a question to a model rejects with.
import { modelChat } from "../../lib/llm/model_chat.ts";

const chat = modelChat({ model: "m", apiKey: "none", baseUrl: "http://127.0.0.1:40009/v1", maxRetries: 0 });
const { signal } = new AbortController();
try {
  await chat.ask({ purpose: "module", subject: "a", messages: [{ role: "user", content: "b" }], signal });
} catch (error) {
  console.log(String(error));
}
