import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { llmVariants } from "../../lib/bugs/llm_variants.ts";
import { STRATEGIES } from "../../lib/bugs/strategies.ts";
import type { BugRequest, BugStrategy } from "../../lib/core/bug_strategy.ts";
import type { Candidate } from "../../lib/core/candidate.ts";
import { NO_USAGE } from "../../lib/core/usage.ts";
import { PythonPool } from "../../lib/python/pool.ts";
import { listCandidates } from "../../lib/stages/4_candidates.ts";
import { ANSWER_USAGE, scriptedChat } from "../support/scripted_chat.ts";
import { checkedSmall, GAUGE_CODE, type SmallParts } from "../support/small_scenarios.ts";

const BUGS = ["if low > high:", "count += 1"].map((find) => ({
  description: "It is off.",
  root_cause: "A slip.",
  find,
  replace: find === "count += 1" ? "count += 2" : "if low >= high:",
}));

/** A request for bugs of the small module. */
async function requestFor(python: PythonPool, parts: SmallParts = {}): Promise<BugRequest> {
  return { module: await checkedSmall(python, parts), subject: "s", signal: new AbortController().signal };
}

/** A strategy that proposes these codes. */
function proposing(operator: string, codes: readonly string[]): BugStrategy {
  const base = { strategy: "operator", family: "constant", edits: [], function: "mean", line: 1 } as const;
  return {
    name: operator,
    propose: () => ({
      candidates: codes.map((code): Candidate => ({
        ...base,
        operator,
        code,
        description: "",
        rootCause: "",
      })),
      refused: [{ reason: `refused_by_${operator}`, detail: "" }],
      usage: { ...NO_USAGE, requests: 1, kept: 0, promptTokens: codes.length },
    }),
  };
}

Deno.test("listCandidates() lists no code twice and never the healthy one", async () => {
  await using python = await PythonPool.open({ workers: 1 });
  const request = await requestFor(python);
  const strategies = [proposing("one", ["a", "b", GAUGE_CODE]), proposing("two", ["b", "c", "a"])];
  const { candidates, refused, usage } = await listCandidates(request, strategies);
  const codes = candidates.map(({ operator, code }) => `${operator} ${code}`);
  assertEquals(codes.toSorted(), ["one a", "one b", "two c"]);
  assertEquals(refused.map(({ reason }) => reason), ["refused_by_one", "refused_by_two"]);
  assertEquals(usage, { ...NO_USAGE, requests: 2, kept: 0, promptTokens: 6 });
  const { candidates: real } = await listCandidates(request, STRATEGIES);
  assertEquals(new Set(real.map(({ code }) => code)).size, real.length);
  assert(real.length >= 15, `${real.length} candidates`);
});

Deno.test("listCandidates() puts the author's own bugs first, in the author's order", async () => {
  await using python = await PythonPool.open({ workers: 1 });
  const { candidates } = await listCandidates(await requestFor(python, { bugs: BUGS }), STRATEGIES);
  assertEquals(candidates.slice(0, 2).map(({ operator, line }) => [operator, line]), [
    ["author", GAUGE_CODE.split("\n").indexOf("    if low > high:") + 1],
    ["author", GAUGE_CODE.split("\n").indexOf("            count += 1") + 1],
  ]);
  assert(candidates.slice(2).every(({ operator }) => operator !== "author"));
});

Deno.test("listCandidates() puts what a model wrote before operators, too", async () => {
  await using python = await PythonPool.open({ workers: 1 });
  const chat = scriptedChat(JSON.stringify({ bugs: BUGS }));
  const strategies = [llmVariants(chat), ...STRATEGIES];
  const { candidates, usage } = await listCandidates(await requestFor(python), strategies);
  assertEquals(candidates.slice(0, 3).map(({ family }) => family === "model"), [true, true, false]);
  // What an operator makes as well is not listed twice.
  assertEquals(candidates.filter(({ code }) => code === GAUGE_CODE.replace("+= 1", "+= 2")).length, 1);
  assertEquals(usage, ANSWER_USAGE);
});

Deno.test("listCandidates() gives one of each operator before a second of any", async () => {
  await using python = await PythonPool.open({ workers: 1 });
  const { candidates } = await listCandidates(await requestFor(python), STRATEGIES);
  const operators = candidates.map(({ operator }) => operator);
  const kinds = new Set(operators).size;
  assert(kinds >= 8, `${kinds} operators`);
  assertEquals(new Set(operators.slice(0, kinds)).size, kinds);
});

Deno.test("listCandidates() gives the same order for the same module, and another for another", async () => {
  await using python = await PythonPool.open({ workers: 1 });
  const order = async (code: string) =>
    (await listCandidates(await requestFor(python, { code }), STRATEGIES)).candidates
      .map(({ operator, line }) => `${operator} ${line}`);
  const first = await order(GAUGE_CODE);
  assertEquals(await order(GAUGE_CODE), first);
  const other = await order(GAUGE_CODE.replace("Readings of a gauge", "Readings of any gauge"));
  assertNotEquals(other, first);
  assertEquals(other.toSorted(), first.toSorted());
});
