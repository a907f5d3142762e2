import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { tmpdir, userInfo } from "node:os";
import { STRATEGIES } from "../../lib/bugs/strategies.ts";
import type { ChosenBug } from "../../lib/core/chosen_bug.ts";
import type { Payload } from "../../lib/core/payload.ts";
import { measureQuality } from "../../lib/flows/measure_quality.ts";
import { measureStrength } from "../../lib/flows/suite_strength.ts";
import { TaskMaker } from "../../lib/flows/task_maker.ts";
import { offlineAuthor } from "../../lib/library/offline_author.ts";
import { proveHealthy } from "../../lib/stages/3_healthy.ts";
import { checkedSmall, GAUGE_CODE, smallAuthor } from "../support/small_scenarios.ts";
import { sharedPool } from "../support/with_pool.ts";

const pool = sharedPool([1, 2]);
const signal = new AbortController().signal;

/** Two tasks of the small module and three of the library. */
async function makeTasks(): Promise<readonly Payload[]> {
  const small = smallAuthor(1);
  const library = offlineAuthor();
  const options = { python: pool(), strategies: STRATEGIES, maxAttempts: 1, signal };
  const makers = [small.author, library].map((author) => new TaskMaker({ ...options, author }));
  const results = [
    await makers[0]!.make({ seed: small.seeds[0]!, ordinal: 1 }),
    await makers[0]!.make({ seed: small.seeds[0]!, ordinal: 2 }),
    ...await Promise.all(library.seeds.slice(0, 3).map((seed) => makers[1]!.make({ seed, ordinal: 1 }))),
  ];
  return results.map(({ outcome }) => {
    assert(outcome.ok);
    return outcome.value;
  });
}

Deno.test("the quality of a task", async (t) => {
  const tasks = await makeTasks();
  await t.step("counts the runs that it lists, and the canaries around the warm ones", () => {
    for (const { quality: { healthy_runs, buggy_runs, runs, canaries } } of tasks) {
      assertEquals([healthy_runs, buggy_runs], [runs.healthy.length, runs.buggy.length]);
      const all = [...runs.healthy, ...runs.buggy];
      const warm = all.filter(({ kind }) => kind === "warm");
      assertEquals(canaries, { must_fail: 2 * warm.length, must_pass: 2 * warm.length });
      for (const list of [runs.healthy, runs.buggy]) {
        assertEquals(new Set(list.filter(({ kind }) => kind === "warm").map((run) => run.hash_seed)).size, 3);
        assertEquals(list.filter(({ kind }) => kind === "cold").length, 1);
      }
    }
  });
  await t.step("tells how many tests run the faulty line, and fail", () => {
    for (const { quality, tests } of tasks) {
      const { tests_covering_fault: all, failing_tests_covering_fault: failing } = quality;
      assert(failing <= all && failing <= tests.fail_to_pass.length);
      assert(failing > 0, `${failing} of ${all}`);
      assertEquals(quality.not_equivalent, {
        other_syntax_tree: true,
        tests_telling_apart: tests.fail_to_pass.length,
      });
    }
  });
  await t.step("has one mutation score for all tasks of a module", () => {
    const [one, two, ...others] = tasks.map(({ quality: { mutation } }) => mutation);
    assertEquals(one, two);
    assert(one!.sampled >= 18 && one!.sampled === one!.possible, `${one!.sampled} of ${one!.possible}`);
    for (const { score, killed, survived, invalid, sampled, possible } of others) {
      assertEquals([sampled, killed + survived + invalid], [24, 24]);
      assertEquals(score, Math.round(1000 * killed / (killed + survived)) / 1000);
      assert(score! > 0.5 && possible > 100, `${score} of ${possible}`);
    }
  });
  await t.step("goes with texts that say nothing of this machine", () => {
    const { username, homedir } = userInfo();
    // Every bug has a root cause; where root lives is told by the folder.
    const user = username === "root" ? null : username;
    const names = [user, homedir, tmpdir(), Deno.hostname(), Deno.cwd()]
      .filter((name): name is string => typeof name === "string" && name.length > 1);
    assert(names.length >= 3, names.join());
    for (const task of tasks) {
      for (const text of textsOf(task)) {
        for (const name of names) {
          const at = text.search(new RegExp(`(?<![\\w.])${RegExp.escape(name)}(?![\\w.])`));
          assertEquals(at, -1, `${name} in ${text.slice(Math.max(0, at - 40), at + 80)}`);
        }
      }
    }
  });
});

/** All texts of a value, at any depth. */
function textsOf(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

Deno.test("measureQuality() refuses what is the healthy module, cannot be read, or is told of by its output", async () => {
  const checked = await checkedSmall(pool());
  const proved = await proveHealthy(checked, pool());
  assert(proved.ok);
  const request = { module: checked, subject: "s", signal };
  const common = { checked, healthy: proved.value, python: pool() };
  const strength = await measureStrength({ request, ...common });
  const [mutant] = strength.verdicts.keys();
  const reasonOf = async (code: string, failingOutput = "FAILED (failures=1)") => {
    const candidate = { operator: "sum_sign", code, edits: [], line: 1 } as unknown as ChosenBug["candidate"];
    const bug = { candidate, failingOutput, verdict: { failing: ["A.b"] } } as unknown as ChosenBug;
    const outcome = await measureQuality({ ...common, bug, strength, counts: {} });
    return outcome.ok ? null : `${outcome.rejection.reason} ${outcome.rejection.detail}`;
  };
  assertEquals(await reasonOf(mutant!), null);
  const same = GAUGE_CODE.replace("count = 0", "count = (0)  # none");
  assertStringIncludes(String(await reasonOf(same)), "certify_equivalent ");
  assertStringIncludes(String(await reasonOf("def (")), "certify_unread ");
  assertEquals(await reasonOf(mutant!, "see sum_sign"), "leaks the output says: sum_sign");
});
