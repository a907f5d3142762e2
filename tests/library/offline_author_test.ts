import { assert, assertEquals } from "@std/assert";
import { parse } from "@std/yaml";
import { readSpec } from "../../lib/answers/read_spec.ts";
import { authorVariants } from "../../lib/bugs/author_variants.ts";
import { loadCatalogue } from "../../lib/catalogue/catalogue.ts";
import { type Seed, seedKey } from "../../lib/core/seed.ts";
import { NO_USAGE } from "../../lib/core/usage.ts";
import { offlineAuthor } from "../../lib/library/offline_author.ts";
import { SCENARIOS } from "../../lib/library/registry.ts";
import { checkSources } from "../../lib/stages/2_spec.ts";
import { proveHealthy } from "../../lib/stages/3_healthy.ts";
import { judgeCandidates } from "../../lib/stages/5_verdicts.ts";
import { openPool } from "../support/with_pool.ts";

const author = offlineAuthor();
const { signal } = new AbortController();
const ask = (seed: Seed) =>
  author.write({ draw: { seed, ordinal: 1 }, attempt: 1, repair: null, earlier: [], signal });

Deno.test("The offline author knows the seed of each of its documents", () => {
  const seeds = SCENARIOS.map((text) => {
    const { domain, topic, subtopic } = parse(text, { schema: "core" }) as Record<string, string>;
    return { domain, topic, subtopic };
  });
  assertEquals<unknown>(author.seeds, seeds);
  assertEquals(new Set(author.seeds.map(seedKey)).size, SCENARIOS.length);
});

Deno.test("The library has two scenarios or more for each of twelve domains", () => {
  const counts = new Map<string, number>();
  for (const { domain } of author.seeds) counts.set(domain, (counts.get(domain) ?? 0) + 1);
  assert(author.seeds.length >= 24 && counts.size >= 12, `${author.seeds.length} in ${counts.size}`);
  for (const [domain, count] of counts) assert(count >= 2, domain);
});

Deno.test("Every scenario of the library is in the catalogue", async () => {
  const known = new Set((await loadCatalogue(null)).seeds.map(seedKey));
  assertEquals(author.seeds.map(seedKey).filter((key) => !known.has(key)), []);
});

Deno.test("The offline author has no document for another seed, and says so", async () => {
  const answer = await ask({ domain: "Optics", topic: "Lenses", subtopic: "None" });
  assertEquals(answer, {
    kind: "none",
    reason: "not_in_library",
    detail: 'the library has no "Optics::Lenses::None"',
    usage: NO_USAGE,
  });
});

Deno.test("Every scenario of the library is healthy, quick, and has bugs that its tests catch", async (t) => {
  await using python = await openPool({ workers: 2 });
  const names = new Set<string>();
  for (const seed of author.seeds) {
    await t.step(seedKey(seed), async () => {
      const answer = await ask(seed);
      assert(answer.kind === "text");
      const { outcome, repairs } = readSpec(answer.text, seed, null);
      assert(outcome.ok, outcome.ok ? "" : outcome.rejection.detail);
      const { spec, droppedBugs } = outcome.value;
      assertEquals([droppedBugs, repairs], [[], []]);
      names.add(spec.moduleName);
      const lines = spec.correctCode.trimEnd().split("\n").length;
      assert(lines >= 80 && lines <= 150, `${lines} lines`);

      const checked = await checkSources(spec, python);
      assert(checked.ok, checked.ok ? "" : checked.rejection.detail);
      assert(checked.value.testIds.length >= 8, `${checked.value.testIds.length} tests`);
      const healthy = await proveHealthy(checked.value, python);
      assert(healthy.ok, healthy.ok ? "" : healthy.rejection.detail);
      assertEquals(healthy.value.runs, 4);
      // The processor's time, which a busy machine does not stretch.
      const quick = await python.runTests(
        { moduleName: spec.moduleName, code: spec.correctCode, tests: timed(spec.unitTests) },
        { limitMs: 5000 },
      );
      assert(quick.kind === "finished");
      const clock = quick.tests.find((test) => test.id === "ZzzClock.test_clock")!;
      assert(Number(clock.message) < 0.05, `${clock.message} s of processor time`);

      const { candidates } = await authorVariants.propose({
        module: checked.value,
        subject: seedKey(seed),
        signal,
      });
      const judged = await judgeCandidates(candidates, {
        checked: checked.value,
        healthy: healthy.value,
        python,
      });
      const useful = judged.filter(({ verdict }) => verdict.kind === "failed" && verdict.passing.length > 0);
      assert(useful.length >= 3, judged.map(({ verdict }) => verdict.kind).join());
      assertEquals(
        judged.filter(({ verdict }) => verdict.kind !== "failed").map((bug) => bug.candidate.line),
        [],
      );
    });
  }
  assertEquals(names.size, author.seeds.length);
});

/** Tests with one more at their end, which fails with the seconds of processor time that the others took. */
function timed(tests: string): string {
  return `import time as zzz_time
${tests}
zzz_start = zzz_time.process_time()


class ZzzClock(unittest.TestCase):
    def test_clock(self):
        self.fail(repr(zzz_time.process_time() - zzz_start))
`;
}
