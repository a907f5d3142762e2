import { assertEquals } from "@std/assert";
import type { Chat, ChatRequest } from "../../lib/core/chat.ts";
import { NO_USAGE } from "../../lib/core/usage.ts";
import { modelAuthor } from "../../lib/llm/model_author.ts";
import { buildPrompt } from "../../lib/llm/prompt.ts";

const seed = { domain: "Optics", topic: "Thin Lenses", subtopic: "Lensmaker's Equation" };
const signal = new AbortController().signal;

/** An author over a model that always answers the same, and what the model was asked. */
function authorOf(): { author: ReturnType<typeof modelAuthor>; asked: ChatRequest[] } {
  const asked: ChatRequest[] = [];
  const chat: Chat = {
    model: "test-model",
    ask(request) {
      asked.push(request);
      return Promise.resolve({ kind: "text", text: "domain: Optics\n", usage: NO_USAGE });
    },
  };
  return { author: modelAuthor(chat), asked };
}

Deno.test("modelAuthor() is named for provenance, does not repeat, and asks nothing before it has to", () => {
  const { author, asked } = authorOf();
  assertEquals([author.name, author.model, author.repeats, asked.length], ["model", "test-model", false, 0]);
});

Deno.test("write() asks for a module, and for a repair where there is an answer to mend", async () => {
  const { author, asked } = authorOf();
  const draw = { seed, ordinal: 2 };
  const repair = {
    answer: "x",
    readable: false,
    rejection: { reason: "answer_not_yaml", detail: "it is none" },
  };
  const earlier = ["A thin lens."];
  const answer = await author.write({ draw, attempt: 1, repair: null, earlier, signal });
  await author.write({ draw, attempt: 2, repair, earlier, signal });
  assertEquals(answer, { kind: "text", text: "domain: Optics\n", usage: NO_USAGE });
  const subject = "Optics::Thin Lenses::Lensmaker's Equation#2";
  assertEquals(asked, [
    { purpose: "module", subject, messages: buildPrompt(seed, { repair: null, earlier }), signal },
    { purpose: "repair", subject, messages: buildPrompt(seed, { repair, earlier }), signal },
  ]);
});
