import { assert, assertEquals, assertNotMatch, assertStringIncludes } from "@std/assert";
import { stringify } from "@std/yaml";
import { llmFeature } from "../../lib/bugs/llm_feature.ts";
import type { Proposal } from "../../lib/core/bug_strategy.ts";
import { NO_USAGE } from "../../lib/core/usage.ts";
import { bugRequest } from "../support/bug_request.ts";
import { ANSWER_USAGE, scriptedChat } from "../support/scripted_chat.ts";
import { GAUGE_CODE } from "../support/small_scenarios.ts";

const request = await bugRequest();

async function propose(document: unknown): Promise<Proposal> {
  const text = `${stringify(document, { lineWidth: -1 })}end: true\n`;
  return await llmFeature(scriptedChat(text)).propose(request);
}

const CHANGED = GAUGE_CODE
  .replace('"""Readings of a gauge."""\n', '"""Readings of a gauge."""\nimport math\n')
  .replace("return sum(values) / len(values)", "return math.fsum(values) // len(values)")
  .replace("if after > before:", "if after >= before:  # ties too");

Deno.test("llmFeature() asks once for a change, and says nothing of bugs or failing tests", async () => {
  const chat = scriptedChat("change: x\nend: true\n");
  const strategy = llmFeature(chat);
  assertEquals(strategy.name, "llm_feature");
  await strategy.propose(request);
  assertEquals(chat.asked.map(({ purpose, subject }) => [purpose, subject]), [[
    "llm_feature",
    request.subject,
  ]]);
  assert(chat.asked[0]!.signal === request.signal);
  const [system, user] = chat.asked[0]!.messages;
  assertNotMatch(system!.content, /\b(bugs?|break|wrong|fail\w*|mistakes?|subtle)\b/i);
  assertStringIncludes(user!.content, GAUGE_CODE);
  assertStringIncludes(user!.content, request.module.spec.unitTests);
});

Deno.test("llmFeature() tells of a change what it put where, and not what it was to do", async () => {
  const { candidates, refused, usage } = await propose({ change: "Add  ties.\n", code: CHANGED });
  assertEquals([refused, usage, candidates.length], [[], ANSWER_USAGE, 1]);
  const [{ edits, ...candidate }] = candidates as [typeof candidates[number]];
  assertEquals(edits.length, 3);
  assertEquals(candidate, {
    strategy: "llm_feature",
    operator: "llm_feature",
    family: "model",
    code: CHANGED,
    function: "mean",
    line: CHANGED.split("\n").indexOf("    return math.fsum(values) // len(values)") + 1,
    description: "The module's top level has `import math`, which does not belong there; `mean` has " +
      "`return math.fsum(values) // len(values)` where `return sum(values) / len(values)` belongs; `rises` has " +
      "`if after >= before:` where `if after > before:` belongs.",
    rootCause: "These 3 places go wrong together: `import math` goes with " +
      "`return math.fsum(values) // len(values)` and `if after >= before:`.",
    change: "Add ties",
  });
});

Deno.test("llmFeature() takes edits too, and a change that nobody puts into words", async () => {
  const edits = [{ find: "count = 0", replace: "count = 1" }, { find: "count += 1", replace: "count += 2" }];
  for (const change of [undefined, 7, "", "x".repeat(201), "a\u0000b"]) {
    const { candidates, refused } = await propose(change === undefined ? { edits } : { change, edits });
    assertEquals(refused, [], String(change));
    assertEquals(candidates[0]!.code, GAUGE_CODE.replace("count = 0", "count = 1").replace("+= 1", "+= 2"));
    assertEquals(
      candidates[0]!.description,
      "`rises` has `count = 1` where `count = 0` belongs; `rises` has `count += 2` where `count += 1` belongs.",
    );
  }
});

const REFUSED: readonly (readonly [name: string, document: unknown, reason: string])[] = [
  ["a text that is not there", { change: "x", edits: [{ find: "nowhere", replace: "" }] }, "find_missing"],
  ["no change", { change: "x", code: GAUGE_CODE }, "no_change"],
  ["nothing to change", { change: "x" }, "unreadable"],
  ["edits that are no list", { change: "x", edits: 7 }, "invalid"],
  [
    "another module",
    { change: "x", code: `${GAUGE_CODE}${Array.from({ length: 90 }, (_, n) => `x${n} = ${n}\n`).join("")}` },
    "too_wide",
  ],
  [
    "a comment that tells of a fault",
    { change: "x", edits: [{ find: "count += 1", replace: "count += 2  # FIXME: why 2?" }] },
    "tells",
  ],
];

Deno.test("llmFeature() refuses by name", async (t) => {
  for (const [name, document, reason] of REFUSED) {
    await t.step(name, async () => {
      const { candidates, refused, usage } = await propose(document);
      assertEquals([candidates, refused.map((each) => each.reason)], [[], [`llm_feature_${reason}`]]);
      assertEquals(usage, ANSWER_USAGE);
    });
  }
  await t.step("an answer that is cut", async () => {
    const edit = '  - find: "count = 0"\n    replace: "count = 1"\n';
    const whole = `change: x\nedits:\n${edit}${edit.replaceAll("count", "total")}`;
    const { candidates, refused } = await llmFeature(scriptedChat(whole)).propose(request);
    assertEquals([candidates, refused.map(({ reason }) => reason)], [[], ["llm_feature_unreadable"]]);
    const module = await llmFeature(scriptedChat(`change: x\ncode: |\n  def mean(values):\n`)).propose(
      request,
    );
    assertEquals(module.refused.map(({ reason }) => reason), ["llm_feature_unreadable"]);
    assertStringIncludes(module.refused[0]!.detail, "cut after code");
  });
  await t.step("an answer of another kind", async () => {
    const { refused } = await llmFeature(scriptedChat("I am sorry, I cannot.")).propose(request);
    assertEquals(refused.map(({ reason }) => reason), ["llm_feature_unreadable"]);
  });
  await t.step("no answer", async () => {
    const none = { reason: "answer_refused", detail: "the model will not" };
    const proposal = await llmFeature(scriptedChat(none)).propose(request);
    assertEquals(proposal, { candidates: [], refused: [none], usage: NO_USAGE });
  });
});
