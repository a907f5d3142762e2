import { assert, assertEquals, assertNotEquals, assertRejects } from "@std/assert";
import type { Chat } from "../../lib/core/chat.ts";
import { ProviderError } from "../../lib/core/errors.ts";
import type { Payload } from "../../lib/core/payload.ts";
import { toSortedJson } from "../../lib/core/sorted_json.ts";
import { applyEdits } from "../../lib/core/span_edit.ts";
import { applyUnifiedDiff } from "../../lib/core/unified_diff.ts";
import { NO_USAGE } from "../../lib/core/usage.ts";
import { STRATEGIES } from "../../lib/bugs/strategies.ts";
import { TaskMaker, type TaskResult } from "../../lib/flows/task_maker.ts";
import { modelChat } from "../../lib/llm/model_chat.ts";
import { tokensOf } from "../../lib/stages/7_conversation.ts";
import { PythonPool } from "../../lib/python/pool.ts";
import { offlineAuthor } from "../../lib/library/offline_author.ts";
import { checkSchema, type Schema } from "../support/check_schema.ts";
import {
  chatCompletion,
  type OpenAIServer,
  type Reply,
  startOpenAIServer,
} from "../support/openai_server.ts";
import { smallAuthor } from "../support/small_scenarios.ts";

const SCHEMA: Schema = JSON.parse(
  await Deno.readTextFile(new URL("../../docs/payload.schema.json", import.meta.url)),
);

/** Three tasks: two bugs of a small module and one of the library. */
async function makePayloads(): Promise<Payload[]> {
  await using python = await PythonPool.open({ workers: 2 });
  const small = smallAuthor(1);
  const library = offlineAuthor();
  const parts = { python, strategies: STRATEGIES, maxAttempts: 1, signal: new AbortController().signal };
  const makers = [small.author, library].map((author) => new TaskMaker({ ...parts, author }));
  const results = [
    await makers[0]!.make({ seed: small.seeds[0]!, ordinal: 1 }),
    await makers[0]!.make({ seed: small.seeds[0]!, ordinal: 2 }),
    await makers[1]!.make({
      seed: library.seeds.find(({ domain }) => domain === "Operations Research")!,
      ordinal: 1,
    }),
  ];
  return results.map(({ outcome }) => {
    assert(outcome.ok);
    return outcome.value;
  });
}

const KEYS =
  ("bug_file_path buggy_code bugs code_diff conversation correct_code difficulty domain evidence " +
    "failing_output id module_name passing_output problem_description provenance quality runner_code schema_version " +
    "solution_outline subtopic summary tests topic unit_tests").split(" ");

Deno.test("a payload", async (t) => {
  const payloads = await makePayloads();
  await t.step("has exactly the keys of the format, sorted in its JSON", () => {
    for (const payload of payloads) assertEquals(Object.keys(JSON.parse(toSortedJson(payload))), KEYS);
  });
  await t.step("keeps the published JSON Schema", () => {
    for (const payload of payloads) assertEquals(checkSchema(JSON.parse(toSortedJson(payload)), SCHEMA), []);
  });
  await t.step("leads from the healthy to the buggy module by its edits and by its diff", () => {
    for (const { bugs, buggy_code, code_diff, correct_code } of payloads) {
      const edits = bugs.flatMap((bug) => bug.edits);
      for (const { start, end, old } of edits) assertEquals(correct_code.slice(start, end), old);
      assertEquals(applyEdits(correct_code, edits.map((edit) => ({ ...edit, text: edit.new }))), buggy_code);
      assertEquals(applyUnifiedDiff(correct_code, code_diff), buggy_code);
    }
  });
  await t.step(
    "speaks in all four roles and shows the failing output, the fix and the passing output",
    () => {
      for (const { conversation, bugs, unit_tests } of payloads) {
        assertEquals(
          new Set(conversation.map(({ role }) => role)),
          new Set(["architect", "planner", "developer", "qa"]),
        );
        const told = conversation.map(({ content }) => content).join("\n");
        const tests = unit_tests.match(/^ {4}def test_/gm)!.length;
        for (
          const part of [
            "FAILED (",
            `Ran ${tests} tests\n\nOK`,
            "--- buggy.py",
            "+++ fixed.py",
            bugs[0]!.function,
          ]
        ) {
          assert(told.includes(part), part);
        }
      }
    },
  );
  await t.step("names nothing of the machine", async () => {
    const home = Deno.env.get("HOME") ?? "/root";
    const { stdout } = await new Deno.Command("python3", {
      args: ["-c", "import sys, sysconfig; print(sys.prefix, sysconfig.get_path('stdlib'), sys.executable)"],
    }).output();
    const places = new TextDecoder().decode(stdout).trim().split(" ").filter((place) => place !== "/usr");
    for (const payload of payloads) {
      const text = toSortedJson(payload);
      for (const place of [...places, `${home}/`, Deno.cwd(), "/tmp/", Deno.hostname()]) {
        assert(!text.includes(place), `${place} in ${payload.module_name}`);
      }
    }
  });
  await t.step("has an id of its own", () => {
    assertEquals(new Set(payloads.map(({ id }) => id)).size, payloads.length);
    const [first, second] = payloads;
    assertEquals(first!.correct_code, second!.correct_code);
    assertNotEquals(first!.buggy_code, second!.buggy_code);
    assertEquals(payloads.map(({ provenance }) => provenance.ordinal), [1, 2, 1]);
  });
});

Deno.test("the published schema describes each of its keys, and refuses what is not one", () => {
  const undescribed = Object.entries(SCHEMA.properties!).filter(([, own]) => !own.description);
  assertEquals(undescribed, []);
  const fileEdit = ["hidden_tests", "visible_tests", "agent_instructions"];
  const optional = ["buggy_code", "passing_output", ...fileEdit];
  assertEquals([...SCHEMA.required!, ...optional].sort(), Object.keys(SCHEMA.properties!).sort());
  assertEquals(Object.keys(SCHEMA.properties!).sort(), [...KEYS, ...fileEdit].sort());
  const problems = checkSchema({ id: 5, extra: 1, tests: { fail_to_pass: [] } }, SCHEMA);
  for (
    const problem of [
      "$.id: is no string",
      "$.extra: is not known",
      "$.tests.fail_to_pass: has too few items",
    ]
  ) {
    assert(problems.includes(problem), problem);
  }
});

/** A model that says again, as its own, what it is shown as composed reasoning; parts of it may be changed. */
function echo(change: (key: string, text: string) => string = (_, text) => text): (body: unknown) => Reply {
  return (body) => {
    const { messages } = body as { messages: { content: string }[] };
    const turns = messages[1]!.content.matchAll(/ key="(\w+)">\n[^]*?<reasoning>\n([^]*?)\n<\/reasoning>/g);
    const keys = [...turns].map(([, key, text]) => [key!, change(key!, text!)] as const);
    return { body: chatCompletion(JSON.stringify({ ...Object.fromEntries(keys), end: true })) };
  };
}

function chatAt({ url }: OpenAIServer): Chat {
  return modelChat({ model: "m", apiKey: "none", baseUrl: url, maxRetries: 0 });
}

/** A task of the small module, told by that narrator. */
async function makeNarrated(narrator: Chat | null): Promise<TaskResult> {
  await using python = await PythonPool.open({ workers: 2 });
  const { author, seeds } = smallAuthor(1);
  const parts = { python, strategies: STRATEGIES, maxAttempts: 1, signal: new AbortController().signal };
  return await new TaskMaker({ ...parts, author, narrator }).make({ seed: seeds[0]!, ordinal: 1 });
}

function payloadOf({ outcome }: TaskResult): Payload {
  assert(outcome.ok);
  return outcome.value;
}

Deno.test("a narrated payload says which turns the model wrote, and is else the composed one", async () => {
  await using server = startOpenAIServer(({ body }) => echo()(body));
  const { provenance: before, conversation: plain, ...others } = payloadOf(await makeNarrated(null));
  const result = await makeNarrated(chatAt(server));
  const { provenance, conversation, ...rest } = payloadOf(result);
  assertEquals(server.requests.length, 1);
  assertEquals(result.refused, []);
  assertEquals([before.narrated_turns, provenance.narrated_turns], [[], [1, 3, 4, 6, 8]]);
  assertEquals([provenance.requests, provenance.tokens], [before.requests + 1, {
    prompt: before.tokens.prompt + 11,
    completion: before.tokens.completion + 7,
  }]);
  assertEquals(rest, others);
  // Narrated reasoning is a paragraph of its own, the composed end goes on in the one before.
  const flat = (turns: Payload["conversation"]) => turns.map(({ content }) => content.replace(/\s+/g, " "));
  assertEquals(flat(conversation), flat(plain));
  assertEquals(checkSchema(JSON.parse(toSortedJson(payloadOf(result))), SCHEMA), []);
});

Deno.test("a narration is taken turn by turn, and what is refused is told with its reason", async () => {
  await using server = startOpenAIServer(({ body }) =>
    echo((key, text) => key === "explanation" ? "Line 9999 is wrong." : `${text} So goes the ${key}.`)(body)
  );
  const plain = payloadOf(await makeNarrated(null)).conversation;
  const result = await makeNarrated(chatAt(server));
  const { provenance, conversation } = payloadOf(result);
  assertEquals(provenance.narrated_turns, [1, 3, 4, 8]);
  assertEquals(conversation[6], plain[6]);
  assert(conversation[4]!.content.endsWith(" So goes the narrowing."));
  const detail = 'explanation: a line that is not shown: "Line 9999"';
  assertEquals(result.refused, [{ reason: "narration_line", detail }]);
});

Deno.test("a payload is composed where the narrator refuses, and none is made where it cannot be asked", async () => {
  const plain = payloadOf(await makeNarrated(null));
  {
    await using server = startOpenAIServer([{
      body: chatCompletion("", { finishReason: "content_filter" }),
    }]);
    const result = await makeNarrated(chatAt(server));
    const { conversation, provenance } = payloadOf(result);
    assertEquals([conversation, provenance.narrated_turns], [plain.conversation, []]);
    assertEquals(result.refused.map(({ reason }) => reason), ["narration_answer_refused"]);
  }
  await using server = startOpenAIServer([{ status: 401, body: { error: { message: "no" } } }]);
  await assertRejects(() => makeNarrated(chatAt(server)), ProviderError);
});

Deno.test("tokensOf() names what was used as the payload does, cost to the millionth of a dollar", () => {
  const used = { requests: 3, kept: 0, promptTokens: 200, completionTokens: 50, costUsd: 0.12345678 };
  assertEquals(tokensOf(used), { requests: 3, tokens: { prompt: 200, completion: 50 }, cost_usd: 0.123457 });
  assertEquals(tokensOf({ ...used, costUsd: null }).cost_usd, null);
  assertEquals(tokensOf(NO_USAGE), { requests: 0, tokens: { prompt: 0, completion: 0 }, cost_usd: 0 });
});
