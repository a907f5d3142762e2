import { assert, assertEquals, assertThrows } from "@std/assert";
import { parseStrategyWeights, STRATEGY_NAMES, strategyOrder } from "../../lib/bugs/choose_strategies.ts";
import { llmStrategies, STRATEGIES } from "../../lib/bugs/strategies.ts";
import type { Chat } from "../../lib/core/chat.ts";
import { UsageError } from "../../lib/core/errors.ts";
import { seededRandom } from "../../lib/core/random.ts";

Deno.test("parseStrategyWeights() reads names with and without weights", () => {
  const rows: readonly (readonly [text: string, weights: readonly (readonly [string, number])[]])[] = [
    ["operator", [["operator", 1]]],
    ["llm_variant=2,operator", [["llm_variant", 2], ["operator", 1]]],
    [" author = 0.5 , llm_feature=.25 ,operator=0", [["author", 0.5], ["llm_feature", 0.25], [
      "operator",
      0,
    ]]],
    ["llm_variant=10,author", [["llm_variant", 10], ["author", 1]]],
  ];
  for (const [text, weights] of rows) {
    assertEquals(Object.entries(parseStrategyWeights(text)), weights.map((row) => [...row]));
  }
});

Deno.test("parseStrategyWeights() says in one line what is wrong", () => {
  const names = "there are author, llm_variant, llm_feature, operator";
  const rows: readonly (readonly [text: string, state: string])[] = [
    ["", `a name is missing; ${names}`],
    ["operator,", `a name is missing; ${names}`],
    ["=2", `a name is missing; ${names}`],
    ["llm_variants", `there is no "llm_variants"; ${names}`],
    ["Operator", `there is no "Operator"; ${names}`],
    ["operator,operator=2", '"operator" comes twice'],
    ["operator=", 'the weight of "operator" is no number from 0 on'],
    ["operator=-1", 'the weight of "operator" is no number from 0 on'],
    ["operator=1e3", 'the weight of "operator" is no number from 0 on'],
    ["operator=Infinity", 'the weight of "operator" is no number from 0 on'],
    ["operator=1=2", 'the weight of "operator" is no number from 0 on'],
    ["operator=.", 'the weight of "operator" is no number from 0 on'],
    ["operator=0,llm_variant=0.0", "all weights are 0"],
  ];
  for (const [text, state] of rows) {
    const error = assertThrows(() => parseStrategyWeights(text), UsageError);
    assertEquals(error.message, `Cannot use the bug strategies "${text}": ${state}`);
  }
});

Deno.test("every strategy that can be chosen is there, under its name", () => {
  const chat: Chat = { model: "none", ask: () => Promise.reject(new Error("not asked")) };
  const names = [...STRATEGIES, ...llmStrategies(chat)].map(({ name }) => name);
  assertEquals(names.toSorted(), STRATEGY_NAMES.toSorted());
});

/** How often each order comes in many draws. */
function orders(text: string, draws: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (let n = 0; n < draws; n++) {
    const order = strategyOrder(parseStrategyWeights(text), seededRandom(`draw ${n}`)).join(" ");
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  return counts;
}

Deno.test("strategyOrder() puts each strategy first as often as its weight says", () => {
  const counts = orders("llm_variant=3,author=1,operator=0", 4000);
  assertEquals([...counts.keys()].toSorted(), ["author llm_variant operator", "llm_variant author operator"]);
  const share = counts.get("llm_variant author operator")! / 4000;
  assert(Math.abs(share - 0.75) < 0.03, `${share}`);
});

Deno.test("strategyOrder() draws operators like the others where they have a weight", () => {
  const counts = orders("llm_variant=1,operator=1", 2000);
  assertEquals([...counts.keys()].toSorted(), ["llm_variant operator", "operator llm_variant"]);
  for (const count of counts.values()) assert(Math.abs(count / 2000 - 0.5) < 0.05, `${count}`);
});

Deno.test("strategyOrder() ends with operators where they were left out, and leaves others of weight 0 out", () => {
  for (const text of ["llm_feature", "llm_feature,operator=0", "llm_feature,author=0"]) {
    assertEquals([...orders(text, 50).keys()], ["llm_feature operator"]);
  }
  assertEquals([...orders("operator", 5).keys()], ["operator"]);
});

Deno.test("strategyOrder() is the same for the same chance", () => {
  const weights = parseStrategyWeights("author,llm_variant,llm_feature,operator");
  const order = (seed: string) => strategyOrder(weights, seededRandom(seed));
  assertEquals(order("a"), order("a"));
  assertEquals(new Set(["a", "b", "c", "d", "e", "f"].map((seed) => order(seed).join())).size > 1, true);
  for (const seed of ["a", "b", "c"]) assertEquals(order(seed).toSorted(), STRATEGY_NAMES.toSorted());
});
