import { assert, assertEquals, assertThrows } from "@std/assert";
import { readSpec } from "../../lib/answers/read_spec.ts";
import { authorVariants } from "../../lib/bugs/author_variants.ts";
import { seedKey } from "../../lib/core/seed.ts";
import { estimateSimilarity, NEAR_DUPLICATE, sketchModule } from "../../lib/core/token_shingles.ts";
import { checkSources } from "../../lib/stages/2_spec.ts";
import { proveHealthy } from "../../lib/stages/3_healthy.ts";
import { judgeCandidates } from "../../lib/stages/5_verdicts.ts";
import { composeDocument, generateScenarios, partsFor, readParts } from "./generated_modules.ts";
import { renderYaml } from "./render_document.ts";
import { sharedPool } from "./with_pool.ts";

const python = sharedPool([1, 2]);
const parts = await readParts();

Deno.test("composeDocument() makes healthy modules of all parts, and their tests catch each part's bug", async () => {
  const { seed } = generateScenarios(parts, 1)[0]!;
  for (let at = 0; at < parts.length; at += 5) {
    const own = parts.slice(at, at + 5);
    const document = composeDocument(seed, own, "composed");
    const { outcome } = readSpec(renderYaml(document), seed, null);
    assert(outcome.ok, JSON.stringify(outcome));
    assertEquals(outcome.value.droppedBugs, []);
    assertEquals(outcome.value.spec.correctCode, document.keys.correct_code);
    assertEquals(outcome.value.spec.unitTests, document.keys.unit_tests);
    const checked = await checkSources(outcome.value.spec, python());
    assert(checked.ok, JSON.stringify(checked));
    const healthy = await proveHealthy(checked.value, python());
    assert(healthy.ok, JSON.stringify(healthy));
    const signal = new AbortController().signal;
    const { candidates } = await authorVariants.propose({
      module: checked.value,
      subject: "composed",
      signal,
    });
    const judged = await judgeCandidates(candidates, {
      checked: checked.value,
      healthy: healthy.value,
      python: python(),
    });
    assertEquals(
      judged.map(({ candidate, verdict }) => [candidate.description, verdict.kind]),
      own.map(({ description }) => [description, "failed"]),
    );
  }
});

Deno.test("generateScenarios() gives scenarios of unlike modules, the same whatever the count", () => {
  const scenarios = generateScenarios(parts, 500);
  assertEquals(new Set(scenarios.map(({ seed }) => seedKey(seed))).size, 500);
  assertEquals(generateScenarios(parts, 20), scenarios.slice(0, 20));
  const sketches = scenarios.slice(0, 100).map(({ seed, parts: own }) => {
    assert(seed.subtopic.length <= 200, seed.subtopic);
    return sketchModule(composeDocument(seed, own, "composed").keys.correct_code!);
  });
  const similarities = sketches.flatMap((sketch, at) =>
    sketches.slice(0, at).map((other) => estimateSimilarity(sketch, other))
  );
  assert(Math.max(...similarities) < NEAR_DUPLICATE, `${Math.max(...similarities)}`);
  assertThrows(() => generateScenarios(parts.slice(0, 6), 7), RangeError);
});

Deno.test("partsFor() chooses the same parts for a seed and others for its variants", () => {
  const seed = { domain: "A", topic: "B", subtopic: "C" };
  assertEquals(partsFor(parts, seed), partsFor(parts, seed, 1));
  assert(partsFor(parts, seed, 2).filter((part) => partsFor(parts, seed).includes(part)).length < 5);
});
