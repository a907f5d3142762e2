import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { BudgetError } from "../../lib/core/errors.ts";
import { seededRandom } from "../../lib/core/random.ts";
import { NO_USAGE } from "../../lib/core/usage.ts";
import { composeTurns } from "../../lib/transcript/compose_turns.ts";
import { narrate, type Narration } from "../../lib/transcript/narrate.ts";
import type { Story } from "../../lib/transcript/story.ts";
import { ANSWER_USAGE, type Line, scriptedChat } from "../support/scripted_chat.ts";
import { sharedPool } from "../support/with_pool.ts";
import { CRASH, realStory } from "./real_story.ts";

const pool = sharedPool([1, 2]);

const TEXTS = {
  plan: "The law has one rate and one difference. A wrong difference shows as a wrong side.",
  reading: "At time 0.0 nothing can have decayed, and yet `-40.0` comes where 80.0 went in.",
  narrowing: "Both failing tests go through `temperature`, so its 3 tests are read before the others.",
  explanation:
    "Line 17 of `temperature` turns the difference round.\n\nSo the body lands at -40.0, below the ambient 20.0.",
  closing: "A sign is easily lost; `test_no_time_keeps_the_start` sees it first.",
};
type Texts = Partial<Record<keyof typeof TEXTS, unknown>>;

function yaml(changes: Texts = {}, end = "end: true\n"): string {
  const keys = Object.entries({ ...TEXTS, ...changes }).filter(([, text]) => text !== undefined);
  const lines = keys.map(([key, text]) =>
    typeof text === "string"
      ? `${key}: |\n${text.split("\n").map((line) => line === "" ? "" : `  ${line}`).join("\n")}\n`
      : `${key}: ${JSON.stringify(text)}\n`
  );
  return lines.join("") + end;
}

/** Each time from the beginning: telling a story uses up its chance. */
function again(story: Story): Story {
  return { ...story, random: seededRandom("cooling") };
}

async function told(story: Story, line: Line): Promise<Narration> {
  const signal = new AbortController().signal;
  return await narrate(again(story), { chat: scriptedChat(line), subject: "a::b::c", signal });
}

Deno.test("narrate() asks once for all turns, with the evidence of each", async () => {
  const stories = [await realStory(pool()), await realStory(pool(), CRASH)];
  const { signal } = new AbortController();
  const requests = await Promise.all(stories.map(async (story) => {
    const chat = scriptedChat(yaml());
    await narrate(again(story), { chat, subject: "a::b::c", signal });
    assertEquals(chat.asked.length, 1);
    return chat.asked[0]!;
  }));
  const [first, second] = requests;
  assertEquals([first!.purpose, first!.subject, first!.signal], ["narration", "a::b::c", signal]);
  assertEquals(first!.messages.map(({ role }) => role), ["system", "user"]);
  assertEquals(first!.messages[0], second!.messages[0], "what providers keep does not depend on the story");
  const turns = first!.messages[1]!.content.split(/(?=<turn )/);
  assertEquals(turns.length, 10);
  assertStringIncludes(turns[1]!, "6 tests");
  assertStringIncludes(turns[2]!, 'key="plan"');
  assertStringIncludes(turns[3]!, "AssertionError: -10.0 != 50.0");
  assertStringIncludes(turns[4]!, "def test_no_time_keeps_the_start(self):");
  assertStringIncludes(turns[5]!, "- `temperature`: 2 failing, 1 passing");
  for (
    const part of [
      "difference = ambient - start",
      "+    difference = start - ambient",
      "sign of the difference is lost",
    ]
  ) {
    assertStringIncludes(turns[7]!, part);
    for (const earlier of turns.slice(0, 7)) assert(!earlier.includes(part), part);
  }
  assertStringIncludes(turns[8]!, "```text\n80.0\n```");
});

Deno.test("narrate() puts the model's reasoning among the facts, which stay", async () => {
  const story = await realStory(pool());
  const composed = composeTurns(again(story));
  const { turns, narrated, refused, usage } = await told(story, yaml());
  assertEquals([narrated, refused, usage], [[1, 3, 4, 6, 8], [], ANSWER_USAGE]);
  assertEquals(turns.map(({ role }) => role), composed.map(({ role }) => role));
  for (const at of [0, 2, 5, 7]) assertEquals(turns[at], composed[at]);
  Object.values(TEXTS).forEach((text, at) => {
    const { content } = turns[narrated[at]!]!;
    assertStringIncludes(`${content}\n\n`, `\n\n${text}\n\n`);
    const blocks = (whole: string) => whole.match(/^```[^]*?^```$|^- .*$|^\d\. .*$/gm) ?? [];
    assertEquals(blocks(content), blocks(composed[narrated[at]!]!.content));
  });
  assertStringIncludes(turns[3]!.content, "2 of 6 tests fail: ");
  assertStringIncludes(turns[6]!.content, "Line 17, in `temperature`, is where it goes wrong:");
  assert(
    !turns[6]!.content.includes("takes `ambient - start` for the difference"),
    "composed reasoning is replaced",
  );
  assert(turns[8]!.content.startsWith("Accepted: the 2 tests that failed"), turns[8]!.content);
});

Deno.test("narrate() keeps the composed turn where the model's does not hold, and says why", async () => {
  const story = await realStory(pool());
  const composed = composeTurns(again(story));
  const rows: readonly (readonly [Texts, reason: string, detail: string])[] = [
    [
      { reading: "What comes is -41.0." },
      "narration_number",
      'reading: a number that is no value of the evidence: "-41.0"',
    ],
    [{ reading: undefined }, "narration_missing", "reading: the answer has no text for it"],
    [{ reading: null }, "narration_missing", "reading: the answer has no text for it"],
    [{ reading: "" }, "narration_empty", "reading: nothing is said"],
    [{ reading: 40 }, "narration_unreadable", "reading: reading is a number, not a text"],
    [{ reading: ["It fails.", 7] }, "narration_unreadable", "reading: reading is a list, not a text"],
    [{ reading: { text: "It fails." } }, "narration_unreadable", "reading: reading is a mapping, not a text"],
  ];
  for (const [changes, reason, detail] of rows) {
    const { turns, narrated, refused } = await told(story, yaml(changes));
    assertEquals(refused, [{ reason, detail }]);
    assertEquals(narrated, [1, 4, 6, 8], detail);
    assertEquals(turns[3], composed[3]);
    assertStringIncludes(turns[4]!.content, TEXTS.narrowing);
  }
});

Deno.test("narrate() judges each turn on its own", async () => {
  const story = await realStory(pool());
  const { narrated, refused } = await told(
    story,
    yaml({
      plan: "See https://example.com.",
      explanation: "The mutant is on line 17.",
      closing: "All 7 tests pass.",
    }),
  );
  assertEquals(narrated, [3, 4]);
  assertEquals(refused.map(({ reason }) => reason), [
    "narration_markup",
    "narration_origin",
    "narration_count",
  ]);
  assertEquals(refused.map(({ detail }) => detail.split(":")[0]), ["plan", "explanation", "closing"]);
});

Deno.test("narrate() drops all turns that have a sentence in common, however it is written", async () => {
  const story = await realStory(pool());
  const { narrated, refused } = await told(
    story,
    yaml({
      plan: `${TEXTS.plan} Let us look at it closely.`,
      narrowing: `Let us look at it  closely! ${TEXTS.narrowing}`,
      closing: `Let us look at it. ${TEXTS.closing}`,
    }),
  );
  assertEquals(narrated, [3, 6, 8]);
  assertEquals(
    refused,
    ["plan", "narrowing"].map((key) => ({
      reason: "narration_repeated",
      detail: `${key}: a sentence stands in another turn too: "Let us look at it  closely!"`,
    })),
  );
});

Deno.test("narrate() reads fences, JSON, lists of lines and Windows line ends", async () => {
  const story = await realStory(pool());
  const answers = [
    `Here it is:\n\n\`\`\`yaml\n${yaml()}\`\`\`\n`,
    JSON.stringify({ ...TEXTS, end: true }),
    yaml().replaceAll("\n", "\r\n"),
    `<think>\nfirst the plan\n</think>\n${yaml()}`,
    yaml({ explanation: TEXTS.explanation.split("\n") }),
  ];
  const expected = (await told(story, yaml())).turns;
  for (const answer of answers) {
    const { turns, narrated, refused } = await told(story, answer);
    assertEquals(refused, []);
    assertEquals([turns, narrated], [expected, [1, 3, 4, 6, 8]]);
  }
});

Deno.test("narrate() refuses the last text of an answer that may be cut", async () => {
  const story = await realStory(pool());
  const { narrated, refused } = await told(story, yaml({}, ""));
  assertEquals([narrated, refused.map(({ reason }) => reason)], [[1, 3, 4, 6], ["narration_unreadable"]]);
  assertStringIncludes(refused[0]!.detail, "closing: the answer seems to be cut");
});

Deno.test("narrate() composes everything where nothing can be read, and counts that once", async () => {
  const story = await realStory(pool());
  const composed = composeTurns(again(story));
  for (
    const answer of [
      "",
      "I am sorry, I cannot.",
      "- 1\n- 2\n",
      "bugs: []\nend: true\n",
      "plan: [",
      "\u0000",
      "end: true\n",
    ]
  ) {
    const { turns, narrated, refused, usage } = await told(story, answer);
    assertEquals([turns, narrated, usage], [composed, [], ANSWER_USAGE], answer);
    assertEquals(refused.map(({ reason }) => reason), ["narration_unreadable"], answer);
  }
});

Deno.test("narrate() composes everything where no answer comes, and names the reason", async () => {
  const story = await realStory(pool());
  const none = { reason: "answer_refused", detail: "the content filter ended the answer" };
  const { turns, narrated, refused, usage } = await told(story, none);
  assertEquals([turns, narrated, usage], [composeTurns(again(story)), [], NO_USAGE]);
  assertEquals(refused, [{ ...none, reason: "narration_answer_refused" }]);
});

Deno.test("narrate() lets errors through that end the work", async () => {
  const story = await realStory(pool());
  await assertRejects(
    () => told(story, new BudgetError('Cannot ask "m": the limit is reached')),
    BudgetError,
  );
});
