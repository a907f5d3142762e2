import { assertEquals } from "@std/assert";
import { parseCompletion } from "../../lib/llm/read_completion.ts";
import { isStream, joinStream } from "../../lib/llm/read_stream.ts";

const DONE = "data: [DONE]\n\n";

function event(chunk: unknown): string {
  return `data: ${JSON.stringify(chunk)}\n\n`;
}

function delta(content: unknown, finishReason: string | null = null): string {
  return event({ choices: [{ index: 0, delta: { content }, finish_reason: finishReason }] });
}

const USAGE = { choices: [], usage: { prompt_tokens: 11, completion_tokens: 7 } };
const READ = { promptTokens: 11, cachedPromptTokens: 0, completionTokens: 7, costUsd: null };

/** What the stream amounts to; null where it is not whole. */
function joined(text: string) {
  const body = joinStream(text);
  return body === null ? null : parseCompletion(body);
}

function whole(text: string, finishReason: string | null, usage: typeof READ | null = null) {
  return { ok: true as const, value: { text, refusal: null, finishReason, usage } };
}

Deno.test("isStream() tells events from JSON, pages and words", () => {
  for (const text of ["data: {}", "data:{}", "\n\nevent: x", ": busy", "\ufeffid: 1", "retry: 3"]) {
    assertEquals(isStream(text), true, text);
  }
  for (const text of ["", '{"data": 1}', "[1]", "<html>", '"data: x"', "database: x", "null"]) {
    assertEquals(isStream(text), false, text);
  }
});

Deno.test("joinStream() joins text, finish reason and the usage of the last chunk", () => {
  const early = event({ choices: [], usage: { prompt_tokens: 11, completion_tokens: 1 } });
  const text = early + delta("a: ") + delta("b\n") + delta("", "stop") + event(USAGE) + DONE;
  assertEquals(joined(text), whole("a: b\n", "stop", READ));
});

Deno.test("joinStream() reads what servers make of it", () => {
  const streams: readonly [string, string, ReturnType<typeof whole>][] = [
    [
      "Windows line ends",
      (delta("a") + delta("b", "stop") + DONE).replaceAll("\n", "\r\n"),
      whole("ab", "stop"),
    ],
    [
      "no blank lines",
      (delta("a") + delta("b", "stop") + DONE).replaceAll("\n\n", "\n"),
      whole("ab", "stop"),
    ],
    ["comments and names", `: busy\n\nevent: x\nid: 1\n${delta("a", "stop")}${DONE}`, whole("a", "stop")],
    ["no [DONE]", delta("a", "stop"), whole("a", "stop")],
    ["no finish reason", delta("a") + DONE, whole("a", null)],
    ["a cut answer", delta("a", "length") + DONE, whole("a", "length")],
    [
      "content in parts",
      delta([{ type: "text", text: "a" }, { type: "thinking" }], "stop"),
      whole("a", "stop"),
    ],
    [
      "a whole message",
      event({ choices: [{ message: { content: "a" }, finish_reason: "stop" }] }),
      whole("a", "stop"),
    ],
    [
      "another choice",
      delta("a", "stop") + event({ choices: [{ index: 1, delta: { content: "b" } }] }),
      whole("a", "stop"),
    ],
    [
      "odd chunks",
      event({ choices: [null, 3] }) + event({ choices: "x" }) + delta(7) + delta("a", "stop"),
      whole("a", "stop"),
    ],
    ["what comes after the end", delta("a", "stop") + DONE + "data: junk\n\n", whole("a", "stop")],
  ];
  for (const [name, text, expected] of streams) assertEquals(joined(text), expected, name);
});

Deno.test("joinStream() makes no answer of a stream without choices", () => {
  const rejection = { reason: "answer_empty", detail: "the answer has no choices" };
  assertEquals(joined(event(USAGE) + DONE), { ok: false, rejection });
});

Deno.test("joinStream() joins a refusal", () => {
  const said = ["I ", "cannot"].map((refusal) => event({ choices: [{ delta: { refusal } }] })).join("");
  const outcome = joined(said + DONE);
  assertEquals(outcome?.ok && [outcome.value.text, outcome.value.refusal], ["", "I cannot"]);
});

Deno.test("joinStream() takes no stream that is not whole", () => {
  const text = delta("a: b\n") + delta("c", "stop");
  for (
    const cut of [text.slice(0, -4), text.slice(0, 40), delta("a"), ": busy\n\n", "data: 3\n\n", "data:\n\n"]
  ) {
    assertEquals(joinStream(cut), null, cut);
  }
  assertEquals(joinStream(`data: ${"[".repeat(200_000)}\n\n`), null);
});

Deno.test("joinStream() gives an error in a chunk alone, with what was used", () => {
  const error = { message: "upstream is gone", code: 502 };
  const usage = { prompt_tokens: 3, completion_tokens: 1 };
  assertEquals(joinStream(delta("a") + event({ error, usage, choices: [{ delta: {} }] }) + DONE), {
    error,
    usage,
  });
});
