// Run without --allow-net: prints what a model author's request rejects with.
import { modelAuthor } from "../../lib/llm/model_author.ts";

const author = modelAuthor({
  model: "m",
  apiKey: "none",
  baseUrl: "http://127.0.0.1:40009/v1",
  maxRetries: 0,
});
const seed = { domain: "a", topic: "b", subtopic: "c" };
const { signal } = new AbortController();
try {
  await author.write({ draw: { seed, ordinal: 1 }, attempt: 1, feedback: null, signal });
} catch (error) {
  console.log(String(error));
}
