import { assertEquals } from "@std/assert";
import type { Completion } from "../../lib/llm/completion.ts";
import { leaksKey } from "../../lib/llm/leaks_key.ts";

const KEY = "sk-geheim-0123456789abcdef";
const escape = (code: number) => `\\x${code.toString(16)}`;
const ANSWER: Completion = { text: "a", refusal: null, finishReason: "stop", usage: null };

const CASES: readonly (readonly [name: string, answer: Partial<Completion>, key: string, leaks: boolean])[] =
  [
    ["nothing", {}, KEY, false],
    ["the text", { text: `Bearer ${KEY}.` }, KEY, true],
    ["the refusal", { refusal: `I saw ${KEY}` }, KEY, true],
    ["the finish reason", { finishReason: KEY }, KEY, true],
    [
      "YAML's escapes",
      { text: `summary: "${[...KEY].map((c) => escape(c.charCodeAt(0))).join("")}"` },
      KEY,
      true,
    ],
    ["JSON's escapes", { text: KEY.replace("sk", "\\u0073\\u006b") }, KEY, true],
    ["an escape that is no character", { text: "\\UFFFFFFFF" }, KEY, false],
    ["a short key", { text: "sk-1234" }, "sk-1234", true],
    ["a key that is a word", { text: "import local" }, "local", false],
    ["the placeholder", { text: "none of these" }, "none", false],
  ];

Deno.test("leaksKey() finds the key wherever it would end in a file", async (t) => {
  for (const [name, answer, key, leaks] of CASES) {
    await t.step(name, () => assertEquals(leaksKey({ ...ANSWER, ...answer }, key), leaks));
  }
});
