import { assert, assertEquals } from "@std/assert";
import type { CaughtBug } from "../../lib/bugs/pick_bug.ts";
import { proposeCombinations, type ScoredBug } from "../../lib/bugs/propose_combinations.ts";

/** A bug of a function that fails these tests. */
function scored(name: string, score: number, failing: readonly string[], operator = "one"): ScoredBug {
  const candidate = { function: name, code: `${name} ${score}`, family: "constant", operator };
  return { bug: { candidate, verdict: { failing } } as unknown as CaughtBug, score };
}

const namesOf = (found: readonly (readonly CaughtBug[])[]) =>
  found.map((bugs) => bugs.map(({ candidate }) => candidate.code).join(" + "));

Deno.test("proposeCombinations() gives bugs of different functions with tests of their own, best first", () => {
  const bugs = [
    scored("f", 3, ["1"]),
    scored("f", 2, ["1", "2"]),
    scored("g", 2.5, ["3"]),
    scored("h", 1, ["1"]),
  ];
  assertEquals(namesOf(proposeCombinations(bugs, 2)), ["f 3 + g 2.5", "g 2.5 + f 2", "g 2.5 + h 1"]);
  assertEquals(namesOf(proposeCombinations(bugs.toReversed(), 2)), namesOf(proposeCombinations(bugs, 2)));
  assertEquals(proposeCombinations(bugs, 3), []);
});

Deno.test("proposeCombinations() prefers two kinds of mistake to one", () => {
  const bugs = [scored("f", 2, ["1"]), scored("g", 2, ["2"]), scored("h", 1.9, ["3"], "another")];
  assert(namesOf(proposeCombinations(bugs, 2))[0]!.includes("h"));
});

Deno.test("proposeCombinations() looks at the best few of each function, however many there are", () => {
  const many = Array.from({ length: 400 }, (_, at) => scored(`f${at % 20}`, at, [`${at}`]));
  const found = proposeCombinations(many, 3);
  assert(found.length > 0 && found.length < 7200, `${found.length}`);
});
