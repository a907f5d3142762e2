import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { parse } from "@std/yaml";
import { parseSpecDocument, SPEC_KEYS } from "../../lib/core/spec_document.ts";
import { buildPrompt, SKELETON } from "../../lib/llm/prompt.ts";

const SEED = { domain: "Optics", topic: "Thin: Lenses", subtopic: 'The "Lensmaker" Equation' };

Deno.test("buildPrompt() gives the scenario so that its lines can be copied as YAML", () => {
  const { user } = buildPrompt(SEED, null);
  const lines = user.split("\n").filter((line) => /^(domain|topic|subtopic): /.test(line));
  assertEquals(parse(lines.join("\n"), { schema: "core" }), SEED);
});

Deno.test("buildPrompt() keeps the system message the same for all scenarios and attempts", () => {
  const other = { domain: "Acoustics", topic: "Rooms", subtopic: "Sabine Reverberation" };
  assertEquals(buildPrompt(SEED, null).system, buildPrompt(other, "it was bad").system);
});

Deno.test("buildPrompt() shows a skeleton with exactly the keys that the parser wants", () => {
  assertStringIncludes(buildPrompt(SEED, null).system, SKELETON);
  const document = parse(SKELETON, { schema: "core" }) as Record<string, unknown>;
  assertEquals(Object.keys(document), [...SPEC_KEYS, "bugs"]);
  const given = { domain: "as given", topic: "as given", subtopic: "as given" };
  assert(parseSpecDocument(SKELETON, given).ok);
});

Deno.test("buildPrompt() asks for every key and for the rules that tasks are refused by", () => {
  const { system } = buildPrompt(SEED, null);
  for (const key of SPEC_KEYS) assertStringIncludes(system, key);
  for (
    const rule of [
      "ONE YAML document",
      "EXACTLY ONCE",
      "INDEPENDENT",
      "Standard library only",
      "80 to 150",
      "No tabs",
    ]
  ) assertStringIncludes(system, rule);
});

Deno.test("buildPrompt() has no feedback at first, and then the reasons and the wish for the whole", () => {
  assert(!buildPrompt(SEED, null).user.includes("refused"));
  const { user } = buildPrompt(SEED, "summary is missing; correct_code has a tab (U+0009) in line 2");
  assertStringIncludes(
    user,
    "Your previous answer was refused: summary is missing; correct_code has a tab (U+0009) in line 2\n" +
      "Write the whole document again",
  );
  assert(user.endsWith("Answer with the YAML document alone."));
});

Deno.test("buildPrompt() bounds the feedback", () => {
  assert(buildPrompt(SEED, "x".repeat(100_000)).user.length < 6_000);
});

Deno.test("buildPrompt() is plain ASCII without tabs, and under 8,000 characters", () => {
  const { system, user } = buildPrompt(SEED, null);
  assertEquals((system + user).replace(/[\n\x20-\x7e]/g, ""), "");
  assert(system.length < 8_000, `${system.length}`);
});
