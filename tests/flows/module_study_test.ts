import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import type { BugRange } from "../../lib/bugs/bug_range.ts";
import { linesOfParts } from "../../lib/bugs/combine_bugs.ts";
import { parseStrategyWeights, strategyOrder } from "../../lib/bugs/choose_strategies.ts";
import { llmStrategies, STRATEGIES } from "../../lib/bugs/strategies.ts";
import type { BugStrategy } from "../../lib/core/bug_strategy.ts";
import type { DifficultyLabel } from "../../lib/core/payload.ts";
import type { Chat, ChatMessage } from "../../lib/core/chat.ts";
import { contentHash } from "../../lib/core/content_hash.ts";
import { applyEdits } from "../../lib/core/span_edit.ts";
import { BudgetError, UsageError } from "../../lib/core/errors.ts";
import { seededRandom } from "../../lib/core/random.ts";
import { addUsage, NO_USAGE } from "../../lib/core/usage.ts";
import { ModuleStudy, type Pick } from "../../lib/flows/module_study.ts";
import { modelChat } from "../../lib/llm/model_chat.ts";
import { judge } from "../../lib/stages/5_verdicts.ts";
import { proveHealthy } from "../../lib/stages/3_healthy.ts";
import { chatCompletion, startOpenAIServer } from "../support/openai_server.ts";
import { ANSWER_USAGE, type Line, scriptedChat } from "../support/scripted_chat.ts";
import { checkedSmall, GAUGE_CODE, type SmallParts } from "../support/small_scenarios.ts";
import { sharedPool } from "../support/with_pool.ts";

const pool = sharedPool([1, 2]);

interface Trial {
  readonly weights: string | null;
  readonly script?: readonly Line[];
  readonly parts?: SmallParts;
  readonly strategies?: readonly BugStrategy[];
  readonly bugs?: BugRange;
  readonly difficulty?: readonly DifficultyLabel[];
}

/** A study of the small module, and the chat that its strategies ask. */
async function study(trial: Trial) {
  const python = pool();
  const checked = await checkedSmall(python, trial.parts);
  const healthy = await proveHealthy(checked, python);
  assert(healthy.ok);
  const chat = scriptedChat(...trial.script ?? []);
  const opened = ModuleStudy.open(checked, healthy.value, {
    python,
    strategies: trial.strategies ?? [...STRATEGIES, ...llmStrategies(chat)],
    weights: trial.weights === null ? null : parseStrategyWeights(trial.weights),
    bugs: trial.bugs,
    difficulty: trial.difficulty,
    subject: "Metrology::Gauges::Gauge 1",
    signal: new AbortController().signal,
  });
  return { study: opened, asked: () => chat.asked.map(({ purpose }) => purpose) };
}

/** An answer with these texts replaced, one bug each. */
function bugs(...pairs: readonly (readonly [find: string, replace: string])[]): string {
  const entries = pairs.map(([find, replace]) => ({
    description: `It has ${replace}.`,
    root_cause: "A slip.",
    find,
    replace,
  }));
  return JSON.stringify({ bugs: entries });
}

const operatorsOf = (picks: readonly (Pick | null)[]) =>
  picks.map((pick) => pick?.bug.candidate.operator ?? null);
const reasonsOf = (refused: readonly { reason: string }[]) => refused.map(({ reason }) => reason);

const MEAN = ["/ len(values)", "/ (len(values) + 1)"] as const;
const COUNT = ["count = 0", "count = 1"] as const;
const UNSEEN = ["no values", "nothing"] as const;
const UNKNOWN_NAME = ["sum(values)", "sum(value)"] as const;
const NO_SYNTAX = ["def rises", "dfe rises"] as const;

Deno.test("without weights the bugs of all strategies that ask no model are one list, and no model is asked", async () => {
  const own = { description: "It is off.", root_cause: "A slip.", find: MEAN[0], replace: MEAN[1] };
  const { study: opened, asked } = await study({ weights: null, parts: { bugs: [own] } });
  const picks = [await opened.bug(1), await opened.bug(2)];
  assertEquals(asked(), []);
  const codes = picks.map((pick) => pick!.bug.candidate.code);
  assertEquals(new Set(codes).size, 2);
  const judged = opened.takeJudged();
  assertEquals(judged, picks[1]!.counts);
  const count = Object.values(judged).reduce((sum, of) => sum + of, 0);
  assert(count > 15, `${count} bugs of the author and of operators were judged`);
  assertEquals([opened.takeJudged(), opened.takeUsage(), opened.takeRefused()], [{}, NO_USAGE, []]);
});

Deno.test("with weights only the strategy that comes first is asked, once, and the best of its bugs is picked", async () => {
  const { study: opened, asked } = await study({
    weights: "llm_variant",
    script: [bugs(UNSEEN, MEAN, ["total", "x"], COUNT)],
  });
  assertEquals(asked(), []);
  const picks = await Promise.all([opened.bug(2), opened.bug(1)]);
  assertEquals(asked(), ["llm_variant"]);
  assertEquals(operatorsOf(picks), ["llm_variant", "llm_variant"]);
  assertEquals(
    picks.map((pick) => pick!.bug.candidate.description).toSorted(),
    [`It has ${COUNT[1]}.`, `It has ${MEAN[1]}.`].toSorted(),
  );
  assertEquals(picks.map((pick) => pick!.counts), [{ failed: 2, survived: 1 }, { failed: 2, survived: 1 }]);
  assertEquals(opened.takeJudged(), { failed: 2, survived: 1 });
  assertEquals(reasonsOf(opened.takeRefused()), ["llm_bug_find_missing"]);
  assertEquals([opened.takeUsage(), opened.takeUsage()], [ANSWER_USAGE, NO_USAGE]);
});

Deno.test("operators give the bug where a strategy has none, with counts of theirs alone", async () => {
  const alone = await study({ weights: "operator" });
  const expected = await alone.study.bug(1);
  for (const line of [bugs(UNSEEN), "I am sorry.", { reason: "answer_refused", detail: "no" }]) {
    const { study: opened, asked } = await study({ weights: "llm_variant", script: [line] });
    const pick = await opened.bug(1);
    assertEquals(asked(), ["llm_variant"]);
    assertEquals(pick!.bug.candidate.strategy, "operator");
    assertEquals([pick!.bug.candidate, pick!.counts], [expected!.bug.candidate, expected!.counts]);
    assertEquals(opened.takeRefused().length, line === bugs(UNSEEN) ? 0 : 1);
  }
});

Deno.test("trivial bugs are not picked, and made more of once, where nothing else is left", async () => {
  const { study: opened, asked } = await study({
    weights: "llm_variant",
    script: [bugs(UNKNOWN_NAME, MEAN, NO_SYNTAX), bugs(COUNT, MEAN, UNKNOWN_NAME)],
  });
  const first = await opened.bug(1);
  assertEquals([asked(), first!.bug.candidate.description], [["llm_variant"], `It has ${MEAN[1]}.`]);
  assertEquals(opened.takeRefused(), [
    {
      reason: "llm_bug_trivial",
      detail: "TestGauge.test_mean ends with NameError: It has sum(value).",
    },
    { reason: "llm_bug_trivial", detail: "importing fails: SyntaxError: It has dfe rises." },
  ]);
  const second = await opened.bug(2);
  assertEquals([asked(), second!.bug.candidate.description], [
    ["llm_variant", "complicate"],
    `It has ${COUNT[1]}.`,
  ]);
  // Bugs that are there already are not judged again.
  assertEquals(opened.takeJudged(), { failed: 2, trivial: 1, invalid: 1 });
  assertEquals(opened.takeUsage(), addUsage(ANSWER_USAGE, ANSWER_USAGE));
  assertEquals((await opened.bug(3))!.bug.candidate.strategy, "operator");
  assertEquals(asked(), ["llm_variant", "complicate"]);
});

Deno.test("trivial bugs of a module's author are not picked either", async () => {
  const own = {
    description: "It is off.",
    root_cause: "A slip.",
    find: "sum(values)",
    replace: "sum(value)",
  };
  const { study: opened } = await study({ weights: "author,operator", parts: { bugs: [own] } });
  for (let ordinal = 1; ordinal <= 4; ordinal++) {
    assertEquals((await opened.bug(ordinal))!.bug.candidate.strategy, "operator");
  }
  assertEquals(opened.takeRefused(), [
    { reason: "author_bug_trivial", detail: "TestGauge.test_mean ends with NameError: It is off." },
  ]);
});

Deno.test("a module that a model breaks altogether gets its bug from operators after two requests", async () => {
  const { study: opened, asked } = await study({
    weights: "llm_feature",
    script: [
      JSON.stringify({ change: "Rename.", edits: [{ find: "def mean", replace: "def average" }] }),
      bugs(NO_SYNTAX),
    ],
  });
  assertEquals((await opened.bug(1))!.bug.candidate.strategy, "operator");
  assertEquals(asked(), ["llm_feature", "complicate"]);
  assertEquals(reasonsOf(opened.takeRefused()), ["llm_bug_trivial", "llm_bug_trivial"]);
});

Deno.test("a change that breaks something by accident is a bug, one that breaks nothing is not", async () => {
  const change = (find: string, replace: string) =>
    JSON.stringify({ change: "Be quick.", edits: [{ find, replace }] });
  const breaking = await study({ weights: "llm_feature", script: [change("count = 0", "count = 1")] });
  assertEquals(operatorsOf([await breaking.study.bug(1)]), ["llm_feature"]);
  const harmless = await study({
    weights: "llm_feature",
    script: [change("count += 1", "count = count + 1")],
  });
  assertEquals((await harmless.study.bug(1))!.bug.candidate.strategy, "operator");
  assertEquals(harmless.asked(), ["llm_feature"]);
});

Deno.test("of a change only the edits are kept that the accidental breakage needs", async () => {
  const edits = [
    { find: 'Readings of a gauge."""\n', replace: 'Readings of a gauge."""\nimport math\n' },
    { find: "sum(values)", replace: "math.fsum(values)" },
    { find: "if after > before", replace: "if after >= before" },
  ];
  const { study: opened } = await study({
    weights: "llm_feature",
    script: [JSON.stringify({ change: "Count ties.", edits })],
  });
  const { bug: { candidate, verdict }, counts } = (await opened.bug(1))!;
  assertEquals(candidate.code, GAUGE_CODE.replace("after > before", "after >= before"));
  assertEquals([candidate.function, candidate.edits.length, verdict.failing], ["rises", 1, [
    "TestGauge.test_rises",
  ]]);
  assertEquals(
    [candidate.description, candidate.rootCause],
    [
      "`rises` has `if after >= before:` where `if after > before:` belongs.",
      "Where both sides are equal, `>=` holds and `>` does not.",
    ],
  );
  assertEquals([counts, opened.takeJudged()], [{ failed: 1 }, { failed: 1 }]);
});

Deno.test("a bug that a model describes keeps all edits that the model made for it", async () => {
  const edits = [COUNT, ["sum(values)", "sum(list(values))"]].map(([find, replace]) => ({ find, replace }));
  const bug = { description: "Both are off.", root_cause: "A slip.", edits };
  const { study: opened } = await study({
    weights: "llm_variant",
    script: [JSON.stringify({ bugs: [bug] })],
  });
  const { candidate } = (await opened.bug(1))!.bug;
  assertEquals([candidate.edits.length, candidate.description], [2, "Both are off."]);
});

Deno.test("the strategy of the n-th bug is drawn from the module and n, whatever was asked before", async () => {
  const weights = "llm_variant=1,operator=1";
  // Bugs that no operator makes.
  const script = [
    bugs(
      ["/ len(values)", "/ (len(values) + 7)"],
      ["count = 0", "count = 30"],
      ["count += 1", "count += 50"],
      ["max(low, min(value, high))", "max(low, min(value, high)) * 7 - 2"],
    ),
  ];
  const expected = Array.from({ length: 6 }, (_, n) => {
    const random = seededRandom(`${contentHash(GAUGE_CODE)} bug ${n + 1}`);
    return strategyOrder(parseStrategyWeights(weights), random)[0];
  });
  assert(new Set(expected).size === 2, expected.join());
  const one = await study({ weights, script });
  const picks: (Pick | null)[] = [];
  for (let n = 1; n <= 6; n++) picks.push(await one.study.bug(n));
  const strategies = picks.map((pick) => pick!.bug.candidate.strategy);
  // The model wrote four bugs: then operators take its place.
  let written = 4;
  assertEquals(
    strategies,
    expected.map((name) => name === "llm_variant" && written-- > 0 ? name : "operator"),
  );
  const other = await study({ weights, script });
  const last = await other.study.bug(6);
  assertEquals(last!.bug.candidate, picks[5]!.bug.candidate);
});

Deno.test("a strategy of weight 0, or not named, is not asked", async () => {
  const { study: opened, asked } = await study({ weights: "author,llm_variant=0" });
  assertEquals((await opened.bug(1))!.bug.candidate.strategy, "operator");
  assertEquals(asked(), []);
});

Deno.test("a limit that is reached while asking stops the bug at hand, and nothing for good", async () => {
  const error = new BudgetError("Cannot ask: the limit is reached");
  const { study: opened, asked } = await study({ weights: "llm_variant", script: [error, bugs(MEAN)] });
  await assertRejects(() => opened.bug(1), BudgetError, "the limit is reached");
  assertEquals(operatorsOf([await opened.bug(1)]), ["llm_variant"]);
  assertEquals(asked(), ["llm_variant", "llm_variant"]);
});

Deno.test("a weight for a strategy that is not there is refused at once", async () => {
  const never: Chat = { model: "none", ask: () => Promise.reject(new Error("not asked")) };
  const checked = await checkedSmall(pool());
  const healthy = await proveHealthy(checked, pool());
  assert(healthy.ok);
  const open = (text: string) =>
    ModuleStudy.open(checked, healthy.value, {
      python: pool(),
      strategies: [...STRATEGIES, llmStrategies(never)[0]!],
      weights: parseStrategyWeights(text),
      subject: "s",
      signal: new AbortController().signal,
    });
  assertThrows(() => open("llm_feature"), UsageError, 'Cannot use the bug strategy "llm_feature"');
  assert(open("llm_feature=0,author") instanceof ModuleStudy);
});

Deno.test("a bug comes from a server's answer, with its tokens", async () => {
  await using server = startOpenAIServer([{ body: chatCompletion(bugs(UNSEEN, MEAN)) }]);
  const chat = modelChat({ model: "test-model", apiKey: "none", baseUrl: server.url });
  const { study: opened } = await study({ weights: "llm_variant", strategies: llmStrategies(chat) });
  const pick = await opened.bug(1);
  assertEquals(pick!.bug.candidate.code, GAUGE_CODE.replace(...MEAN));
  const { requests, promptTokens, completionTokens } = opened.takeUsage();
  assertEquals([requests, promptTokens, completionTokens], [1, 11, 7]);
  const { messages } = server.requests[0]!.body as { messages: readonly ChatMessage[] };
  assertEquals(messages.map(({ role }) => role), ["system", "user"]);
  assert(messages[1]!.content.includes(GAUGE_CODE));
});

Deno.test("bugs that the screen refuses never run, and are told of by its rule", async () => {
  const script = [bugs(["count = 0", "count = exec('1')"], MEAN), bugs(["count = 0", "count = eval('1')"])];
  const { study: opened, asked } = await study({ weights: "llm_variant", script });
  const pick = await opened.bug(1);
  assertEquals(pick!.bug.candidate.description, `It has ${MEAN[1]}.`);
  assertEquals([opened.takeJudged(), reasonsOf(opened.takeRefused()), asked()], [
    { failed: 1 },
    ["screened_bug"],
    ["llm_variant"],
  ]);
  const own = {
    description: "It is off.",
    root_cause: "A slip.",
    find: "count = 0",
    replace: "count = eval('1')",
  };
  const offline = await study({ weights: null, parts: { bugs: [own] } });
  assert((await offline.study.bug(1))!.bug.candidate.family !== "author");
  assertEquals(reasonsOf(offline.study.takeRefused()), ["screened_bug"]);
});

Deno.test("no part of a change runs that is code alone and a text with the rest", async () => {
  const edits = [
    { find: "    count = 0\n", replace: '    text = """\n' },
    { find: "if after > before", replace: "if exec('1') or after < before" },
    { find: "    return count", replace: '    """\n    return 2 - text.count("exec")' },
  ];
  const { study: opened } = await study({
    weights: "llm_feature",
    script: [JSON.stringify({ change: "Count ties.", edits })],
  });
  const pick = await opened.bug(1);
  assertEquals(pick!.bug.candidate.strategy, "llm_feature");
  assertEquals(pick!.bug.candidate.code.split('"""').length, 5);
});

Deno.test("a combined bug has faults in different functions, each with a failing test of its own", async () => {
  const { study: opened } = await study({ weights: null, bugs: { least: 3, most: 3 } });
  const { candidate, verdict, difficulty } = (await opened.bug(1))!.bug;
  const parts = candidate.parts!;
  assertEquals(parts.map((part) => part.function), ["clamp", "mean", "rises"]);
  assertEquals(difficulty.signals.faults, 3);
  const lines = linesOfParts(candidate, GAUGE_CODE).map((line) => candidate.code.split("\n")[line - 1]);
  assertEquals(lines, parts.map((part) => part.code.split("\n")[part.line - 1]));
  const judging = { checked: opened.checked, healthy: opened.healthy, python: pool() };
  for (const part of parts) {
    const alone = await judge(part.code, judging);
    assert(alone.kind === "failed");
    assertEquals(alone.failing.filter((id) => !verdict.failing.includes(id)), []);
    const others = parts.filter((other) => other !== part).flatMap(({ edits }) => edits);
    const without = await judge(applyEdits(GAUGE_CODE, others), judging);
    assert(without.kind === "failed");
    assert(alone.failing.some((id) => !without.failing.includes(id)), part.description);
  }
});

Deno.test("a bug that a remark gives away is no part of a combined one either", async () => {
  const line = "    return max(low, min(value, high))";
  const code = GAUGE_CODE.replace(line, `    # max(low, min(value, high)) holds it\n${line}`);
  const { study: opened } = await study({ weights: null, parts: { code }, bugs: { least: 2, most: 2 } });
  const at = code.split("\n").indexOf(line) + 1;
  let count = 0;
  for (let pick = await opened.bug(1); pick !== null; pick = await opened.bug(count + 1)) {
    count++;
    assertEquals(pick.bug.candidate.parts!.filter((part) => part.line === at), []);
  }
  assert(count > 0);
  const leaks = opened.takeRejects().filter(({ verdict }) => verdict === "leaks");
  assert(leaks.length > 0 && leaks.every((each) => each.line === at), JSON.stringify(leaks));
});

Deno.test("no fault comes twice among combined bugs, and fewer are taken only where the range allows it", async () => {
  const pairs = (await study({ weights: null, bugs: { least: 2, most: 2 } })).study;
  const codes = [];
  let count = 0;
  for (let pick = await pairs.bug(1); pick !== null; pick = await pairs.bug(count + 1)) {
    count++;
    codes.push(...pick.bug.candidate.parts!.map(({ code }) => code));
  }
  assert(count > 1, `${count} pairs`);
  assertEquals([codes.length, new Set(codes).size], [2 * count, 2 * count]);
  const { reason, detail } = pairs.whyNone(count + 1);
  assertEquals(reason, "no_combination");
  assert(detail.startsWith("gauge has no 2 bugs left"), detail);

  const one = GAUGE_CODE.slice(0, GAUGE_CODE.indexOf("def mean"));
  const tests = `import unittest
from gauge import clamp
class T(unittest.TestCase):
    def test_low(self):
        self.assertEqual(clamp(0, 1, 3), 1)
    def test_high(self):
        self.assertEqual(clamp(9, 1, 3), 3)
`;
  const parts = { code: one, tests };
  const never = (await study({ weights: null, parts, bugs: { least: 2, most: 3 } })).study;
  assertEquals(await never.bug(1), null);
  const fewer = (await study({ weights: null, parts, bugs: { least: 1, most: 3 } })).study;
  const picks = [await fewer.bug(1), await fewer.bug(2), await fewer.bug(3)];
  assertEquals(picks.map((pick) => pick?.bug.candidate.parts), [undefined, undefined, undefined]);
  assert(picks.every((pick) => pick !== null));
});

Deno.test("a difficulty steers the pick, and where no bug is of it the reason says so", async () => {
  const { study: easy } = await study({ weights: null, difficulty: ["easy"] });
  assertEquals((await easy.bug(1))!.bug.difficulty.label, "easy");
  const { study: hard } = await study({ weights: null, difficulty: ["hard"] });
  assertEquals(await hard.bug(1), null);
  assertEquals(hard.whyNone(1), {
    reason: "no_bug_of_difficulty",
    detail: "gauge has no bug number 1 that is hard and that its tests catch",
  });
});

Deno.test("the bug of a number does not depend on which were asked for before", async () => {
  const range = { least: 1, most: 2 };
  const first = (await study({ weights: null, bugs: range })).study;
  const inTurn = [await first.bug(1), await first.bug(2), await first.bug(3)];
  const third = await (await study({ weights: null, bugs: range })).study.bug(3);
  assertEquals(third!.bug.candidate.code, inTurn[2]!.bug.candidate.code);
});
