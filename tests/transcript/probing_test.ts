import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { seededRandom } from "../../lib/core/random.ts";
import { tellGuard } from "../../lib/transcript/guards.ts";
import { probeFault } from "../../lib/transcript/probing.ts";
import { tellDivergence } from "../../lib/transcript/told_divergence.ts";
import { sharedPool } from "../support/with_pool.ts";
import { CRASH, OPERATOR, realStory } from "./real_story.ts";

const pool = sharedPool();

Deno.test("probeFault() shows scripts that were run with what they printed, and drops a lead, in any wording", async () => {
  const story = await realStory(pool(), OPERATOR);
  const { probes, samples } = story.fault.evidence;
  const call = probes.find(({ name }) => name === "call")!;
  assert(samples.some(({ passes }) => passes));
  const texts = Array.from(
    { length: 12 },
    (_, seed) => probeFault({ ...story, random: seededRandom(`${seed}`) }),
  );
  for (const text of texts) {
    assertStringIncludes(text, `\`\`\`python\n${call.script}\`\`\`\n\n\`\`\`text\n${call.buggy}\`\`\``);
    assert(
      /I drop this lead|It is not `|tempting|first idea|lead is closed|nothing to do with it/.test(text),
      text,
    );
    for (const bad of ["undefined", "null", "[object"]) assert(!text.includes(bad), bad);
  }
  assert(new Set(texts).size > 4, "they are all worded alike");
});

Deno.test("probeFault() looks closer at what it has just shown, with no other lead between", async () => {
  const story = await realStory(pool());
  const [call, line] = ["call", "line"].map((name) =>
    story.fault.evidence.probes.find((probe) => probe.name === name)!
  );
  for (let seed = 0; seed < 12; seed++) {
    const text = probeFault({ ...story, random: seededRandom(`${seed}`) });
    const between = text.slice(text.indexOf(call!.script), text.indexOf(line!.script));
    assert(between.length > 0 && between.length < call!.script.length + 400, between);
    assert(
      !/drop|lead|tempting|first idea|nothing to do with/.test(between.replace(/ leads to/g, "")),
      between,
    );
  }
});

Deno.test("probeFault() says nothing where nothing was measured", async () => {
  const story = await realStory(pool());
  const evidence = { ...story.fault.evidence, probes: [], samples: [] };
  assertEquals(probeFault({ ...story, fault: { ...story.fault, evidence } }), "");
});

Deno.test("tellDivergence() names the first wrong value and its line, and why a passing test does not see it", async () => {
  const story = await realStory(pool());
  const [value, sample] = tellDivergence(story);
  assertEquals(
    value,
    "On line 17 the first value goes wrong: `difference` is `-60.0`, where the mended code has `60.0` " +
      "(the right size with the wrong sign).",
  );
  assert(
    sample!.startsWith("`CoolingTest.test_ambient_stays` does not see it: there `temperature(start=20.0,"),
    sample,
  );
});

Deno.test("tellDivergence() tells of a raise as a raise", async () => {
  const [value] = tellDivergence(await realStory(pool(), CRASH));
  assertStringIncludes(value!, "On line 17 it raises `TypeError(");
  assertStringIncludes(value!, "the mended code goes on with `difference` at `0.0`.");
});

Deno.test("tellDivergence() tells by their text the lines on which two runs go on, however they are numbered", async () => {
  const story = await realStory(pool());
  const { fault } = story;
  const flow = { ...fault.evidence.first_value!, kind: "flow", variable: "", drift: null } as const;
  const value = { ...flow, buggy: "runs line 18", healthy: "returns 1.5", line: 17, visit: 3 };
  const evidence = { ...fault.evidence, first_value: value };
  assertEquals(
    tellDivergence({ ...story, fault: { ...fault, evidence } })[0],
    "After line 17, the 3rd time that it runs, the run takes the wrong way: it runs " +
      "`return ambient + difference * math.exp(-rate * minutes)`, where it returns `1.5` once the fault is mended.",
  );
  const first = { ...fault.evidence, first_value: { ...value, line: 18, visit: 1 } };
  assert(
    tellDivergence({ ...story, fault: { ...fault, evidence: first } })[0]!.startsWith(
      "On line 18 the run takes",
    ),
  );
});

Deno.test("tellGuard() has advice for every family, and for what was written", () => {
  const random = seededRandom("a");
  for (
    const family of ["comparison", "unit", "state", "error_handling", "data", "author", "model"] as const
  ) {
    assert(tellGuard(family, random).endsWith("."), family);
  }
});
