import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { parse } from "@std/yaml";
import { readSpec } from "../../lib/answers/read_spec.ts";
import type { Repair } from "../../lib/core/author.ts";
import { SPEC_KEYS } from "../../lib/core/spec_document.ts";
import { buildPrompt, type PromptParts, SKELETON } from "../../lib/llm/prompt.ts";

const SEED = { domain: "Optics", topic: "Thin: Lenses", subtopic: 'The "Lensmaker" Equation' };
const FIRST: PromptParts = { repair: null, earlier: [] };

function repairing(changes: Partial<Repair>): PromptParts {
  const rejection = { reason: "answer_invalid", detail: "summary is blank" };
  return { repair: { answer: "domain: Optics\n", readable: true, rejection, ...changes }, earlier: [] };
}

/** The last message that a prompt ends with. */
function lastOf(parts: PromptParts): string {
  const last = buildPrompt(SEED, parts).at(-1)!;
  assertEquals(last.role, "user");
  return last.content;
}

const system = buildPrompt(SEED, FIRST)[0]!.content;

Deno.test("buildPrompt() gives the scenario so that its lines can be copied as YAML", () => {
  const lines = lastOf(FIRST).split("\n").filter((line) => /^(domain|topic|subtopic): /.test(line));
  assertEquals(parse(lines.join("\n"), { schema: "core" }), SEED);
});

Deno.test("buildPrompt() keeps the system message the same for all scenarios and attempts", () => {
  const other = { domain: "Acoustics", topic: "Rooms", subtopic: "Sabine Reverberation" };
  assertEquals(buildPrompt(other, repairing({})).map(({ role }) => role), [
    "system",
    "user",
    "assistant",
    "user",
  ]);
  assertEquals(buildPrompt(other, repairing({}))[0]!.content, system);
});

Deno.test("buildPrompt() shows a skeleton with exactly the keys that the reader wants", () => {
  assertStringIncludes(system, SKELETON);
  const document = parse(SKELETON, { schema: "core" }) as Record<string, unknown>;
  assertEquals(Object.keys(document), [...SPEC_KEYS, "bugs", "end"]);
  const given = { domain: "as given", topic: "as given", subtopic: "as given" };
  const { outcome, repairs } = readSpec(SKELETON, given, null);
  assert(outcome.ok);
  assertEquals([repairs, outcome.value.spec.bugs.length], [[], 0]);
});

Deno.test("buildPrompt() asks for every key and for the rules that tasks are refused by", () => {
  for (const key of SPEC_KEYS) assertStringIncludes(system, key);
  for (
    const rule of [
      "ONE YAML document",
      "EXACTLY ONCE",
      "INDEPENDENT",
      "Standard library only",
      "80 to 150",
      "No tabs",
      "end: true",
    ]
  ) assertStringIncludes(system, rule);
});

Deno.test("buildPrompt() sends a readable answer back and asks only for the keys that must change", () => {
  const rejection = {
    reason: "healthy_fails",
    detail: "the module fails its own tests: T.test_a: AssertionError: 1 != 2",
    output: "FAIL: test_a (T)\nAssertionError: 1 != 2\n",
  };
  const [, ask, said, mend] = buildPrompt(SEED, repairing({ rejection }));
  assertEquals(ask, buildPrompt(SEED, FIRST)[1]);
  assertEquals(said, { role: "assistant", content: "domain: Optics\n" });
  assertStringIncludes(
    mend!.content,
    `refused: ${rejection.detail}\n\nWhat the run printed:\n\nFAIL: test_a (T)`,
  );
  assertStringIncludes(mend!.content, "ONLY the keys that must change");
});

Deno.test("buildPrompt() asks for the whole document where parts are of no use", () => {
  const rejection = { reason: "answer_not_yaml", detail: "line 3 is odd" };
  assertStringIncludes(
    lastOf(repairing({ readable: false, rejection })),
    "Write the whole document again as valid YAML",
  );
  const near = { reason: "near_duplicate", detail: 'the module is nearly that of "a::b::c"' };
  assertStringIncludes(lastOf(repairing({ rejection: near })), "a really different module");
});

Deno.test("buildPrompt() has no two turns of the user in a row where the answer had no text", () => {
  const rejection = { reason: "answer_cut", detail: "the answer was cut after 4096 tokens" };
  const messages = buildPrompt(SEED, repairing({ answer: "", readable: false, rejection }));
  assertEquals(messages.map(({ role }) => role), ["system", "user"]);
  assertStringIncludes(messages[1]!.content, 'subtopic: "The \\"Lensmaker\\" Equation"');
  assertStringIncludes(messages[1]!.content, "An earlier answer of yours was refused: the answer was cut");
  assertStringIncludes(messages[1]!.content, "shorter");
});

Deno.test("buildPrompt() tells what exists for the scenario already, bounded", () => {
  const earlier = Array.from({ length: 100 }, (_, at) => `Module ${at + 1}.`);
  const ask = lastOf({ repair: null, earlier });
  assertStringIncludes(ask, "These modules exist for it already.");
  assertStringIncludes(ask, "- Module 100.");
  assert(!ask.includes("- Module 80."));
});

Deno.test("buildPrompt() bounds the reasons and the output", () => {
  const rejection = { reason: "healthy_fails", detail: "x".repeat(100_000), output: "y".repeat(100_000) };
  assert(lastOf(repairing({ rejection })).length < 13_000);
});

Deno.test("buildPrompt() is plain ASCII without tabs, and the rules are under 8,000 characters", () => {
  assertEquals((system + lastOf(FIRST) + lastOf(repairing({}))).replace(/[\n\x20-\x7e]/g, ""), "");
  assert(system.length < 8_000, `${system.length}`);
});

Deno.test("buildPrompt() speaks of causes and failing tests only where tests were run", () => {
  const mend = (reason: string) => lastOf(repairing({ rejection: { reason, detail: "so" } }));
  for (const reason of ["healthy_fails", "healthy_flaky", "healthy_import"]) {
    assertStringIncludes(mend(reason), "Find the cause first");
  }
  for (const reason of ["answer_invalid", "answer_incomplete", "foreign_import", "code_syntax"]) {
    assertEquals(mend(reason).includes("Find the cause first"), false, reason);
    assertStringIncludes(mend(reason), "ONLY the keys that must change");
  }
});
