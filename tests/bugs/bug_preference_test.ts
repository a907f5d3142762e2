import { assert, assertEquals } from "@std/assert";
import { BugPreference, FAMILY_WEIGHTS } from "../../lib/bugs/bug_preference.ts";
import type { BugFamily } from "../../lib/core/candidate.ts";

const FAMILIES = Object.keys(FAMILY_WEIGHTS) as BugFamily[];

/** The family that a task prefers. */
function firstOf(seed: string): BugFamily {
  const preference = new BugPreference(seed);
  return FAMILIES.reduce((best, family) =>
    preference.bonus({ family, operator: "same" }) > preference.bonus({ family: best, operator: "same" })
      ? family
      : best
  );
}

Deno.test("a preference follows from its text alone", () => {
  const bonus = (seed: string) => new BugPreference(seed).bonus({ family: "index", operator: "index_order" });
  assertEquals(bonus("one"), bonus("one"));
  assert(bonus("one") !== bonus("two"));
});

Deno.test("over many tasks each family comes first as often as its weight says", () => {
  const total = Object.values(FAMILY_WEIGHTS).reduce((sum, weight) => sum + weight, 0);
  const firsts = Array.from({ length: 4000 }, (_, at) => firstOf(`task ${at}`));
  for (const family of FAMILIES) {
    const share = firsts.filter((each) => each === family).length / firsts.length;
    const due = FAMILY_WEIGHTS[family] / total;
    assert(Math.abs(share - due) < 0.02, `${family}: ${share.toFixed(3)} instead of ${due.toFixed(3)}`);
  }
});
