import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { llmVariants } from "../../lib/bugs/llm_variants.ts";
import { STRATEGIES } from "../../lib/bugs/strategies.ts";
import type { BugRequest, BugStrategy } from "../../lib/core/bug_strategy.ts";
import type { Candidate } from "../../lib/core/candidate.ts";
import { NO_USAGE } from "../../lib/core/usage.ts";
import { PythonPool } from "../../lib/python/pool.ts";
import { listCandidates, screenProposal } from "../../lib/stages/4_candidates.ts";
import { ANSWER_USAGE, scriptedChat } from "../support/scripted_chat.ts";
import { checkedSmall, GAUGE_CODE, type SmallParts, uncheckedSmall } from "../support/small_scenarios.ts";

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

Deno.test("listCandidates() keeps the order of mutants where one of them was also written", async () => {
  await using python = await PythonPool.open({ workers: 1 });
  const operators = STRATEGIES.filter(({ name }) => name === "operator");
  const request = await requestFor(python);
  const { candidates: all } = await listCandidates(request, operators);
  const own: Candidate = { ...all[2]!, operator: "author", family: "author" };
  const writing: BugStrategy = {
    name: "author",
    propose: () => ({ candidates: [own], refused: [], usage: NO_USAGE }),
  };
  const { candidates } = await listCandidates(request, [writing, ...operators]);
  assertEquals(candidates, [own, ...all.toSpliced(2, 1)]);
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

Deno.test("screenProposal() refuses written bugs by the rule that they break, and keeps the others", async () => {
  await using python = await PythonPool.open({ workers: 1 });
  const written = (replace: string) => ({ ...BUGS[1]!, replace });
  const codes = [
    written("count += 2"),
    written("count += len(__import__('os').listdir())"),
    written("count += f'{eval(after)}'"),
    written("count += (("),
    written("import unittest"),
    written(`count += ${"-".repeat(250)}1`),
  ];
  const chat = scriptedChat(JSON.stringify({ bugs: codes }));
  const request = await requestFor(python);
  const proposal = await listCandidates(request, [llmVariants(chat), proposing("operator", ["exec('x')"])]);
  const { candidates, refused, usage } = await screenProposal(proposal, { request, python });
  // What does not parse cannot run, and operators write nothing new.
  assertEquals(candidates.map(({ code }) => code), [
    GAUGE_CODE.replace("+= 1", "+= 2"),
    GAUGE_CODE.replace("+= 1", "+= (("),
    "exec('x')",
  ]);
  assertEquals(refused.map(({ reason, detail }) => `${reason} ${detail}`), [
    "refused_by_operator ",
    "screened_bug the bug's code line 20 uses __import__: code is written down, not made while it runs (dynamic_code)",
    "screened_bug the bug's code line 20 uses eval: code is written down, not made while it runs (dynamic_code)",
    "screened_bug the bug's code line 20 uses unittest: unittest stays as it is, and only tests import it (test_framework)",
    "screened_bug the bug's code cannot be screened: RecursionError: the source nests deeper than 200 levels",
  ]);
  assertEquals(usage, proposal.usage);
});

Deno.test("screenProposal() refuses a bug by what it adds, not by what its module has", async () => {
  await using python = await PythonPool.open({ workers: 1 });
  const code = `import gc\n${GAUGE_CODE}`;
  const module = await uncheckedSmall(python, { code });
  const request: BugRequest = { module, subject: "s", signal: new AbortController().signal };
  const of = (text: string): Candidate => ({
    strategy: "llm_variant",
    operator: "author",
    family: "author",
    edits: [],
    code: text,
    function: "mean",
    line: 1,
    description: "",
    rootCause: "",
  });
  const changes = [
    code.replace("+= 1", "+= 2"),
    code.replace("+= 1", "+= gc.collect()"),
    `import os as o\n${code}`,
    `import os\n${code}`,
  ];
  const proposal = { candidates: changes.map(of), refused: [], usage: NO_USAGE };
  const { candidates, refused } = await screenProposal(proposal, { request, python });
  assertEquals(candidates.map((candidate) => candidate.code), [changes[0], changes[3]]);
  assertEquals(refused.map(({ detail }) => detail), [
    "the bug's code line 21 uses gc.collect: the garbage collector is not for tasks (garbage_collector)",
    `the bug's code names os "o", which the tests may not expect`,
  ]);
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
