import { assert } from "@std/assert";
import type { CheckedSpec } from "../../lib/core/spec.ts";
import type { Python } from "../../lib/core/python.ts";
import { seededRandom } from "../../lib/core/random.ts";
import { DifficultyMeter } from "../../lib/evidence/measure_difficulty.ts";
import { proveHealthy } from "../../lib/stages/3_healthy.ts";
import { judgeCandidates } from "../../lib/stages/5_verdicts.ts";
import { certifyBug } from "../../lib/stages/6_choose.ts";
import { storiesOf, type Story } from "../../lib/transcript/story.ts";
import { checkedSmall } from "../support/small_scenarios.ts";

/** A module with signs, shares and small numbers, which stories of its bugs can quote. */
export const COOLING_CODE = `"""Newton's law of cooling."""

import math

LOSS_SHARE = 0.05


def decay_rate(half_time):
    """Rate per minute from the time in which the difference halves."""
    if half_time <= 0.0:
        raise ValueError("half_time must be positive")
    return math.log(2.0) / half_time


def temperature(start, ambient, rate, minutes):
    """Temperature after some minutes."""
    difference = start - ambient
    return ambient + difference * math.exp(-rate * minutes)


def minutes_until(start, ambient, rate, target):
    """Minutes until the target is reached."""
    return -math.log((target - ambient) / (start - ambient)) / rate
`;

const COOLING_TESTS = `import unittest

from cooling import decay_rate, minutes_until, temperature


class CoolingTest(unittest.TestCase):
    def test_no_time_keeps_the_start(self):
        self.assertEqual(temperature(80.0, 20.0, 0.25, 0.0), 80.0)

    def test_half_time_halves_the_difference(self):
        self.assertAlmostEqual(temperature(80.0, 20.0, decay_rate(12.5), 12.5), 50.0, places=9)

    def test_ambient_stays(self):
        self.assertEqual(temperature(20.0, 20.0, 0.25, 7.0), 20.0)

    def test_rate(self):
        self.assertAlmostEqual(decay_rate(2.0), 0.34657359027997264, places=14)

    def test_rate_refuses(self):
        with self.assertRaises(ValueError):
            decay_rate(0.0)

    def test_minutes(self):
        self.assertAlmostEqual(minutes_until(80.0, 20.0, decay_rate(3.0), 50.0), 3.0, delta=1e-9)


if __name__ == "__main__":
    unittest.main()
`;

/** Line of `difference = ...`. */
export const FAULT_LINE = COOLING_CODE.split("\n").findIndex((line) => line.includes("difference =")) + 1;

/** The module, checked by a real Python, with prose of its own. */
async function checkedCooling(python: Python): Promise<CheckedSpec> {
  const checked = await checkedSmall(python, { name: "cooling", code: COOLING_CODE, tests: COOLING_TESTS });
  const spec = {
    ...checked.spec,
    seed: { domain: "Thermodynamics", topic: "Heat Transfer", subtopic: "Cooling of a Body" },
    summary: "Cooling of a body towards the ambient temperature.",
    problemDescription:
      "A body loses its difference to the ambient temperature at a constant rate; a two-sided law holds " +
      "for warming too. At most 5 % of the heat is lost otherwise.\n",
    solutionOutline:
      "1. Get the rate from the half time.\n2. Let the difference decay.\n3. Invert for the time.\n",
  };
  return { ...checked, spec };
}

/** What a story's bug changes: a text of the module, and what stands there in the broken one. */
export interface Change {
  readonly find: string;
  readonly replace: string;
  readonly description: string;
  readonly rootCause: string;
}

/** The sign of the difference is lost: two of six tests fail. */
export const SIGN: Change = {
  find: "start - ambient\n    return",
  replace: "ambient - start\n    return",
  description: "`temperature` takes `ambient - start` for the difference",
  rootCause:
    "The body would lie on the other side of the ambient temperature, since the sign of the difference is lost.",
};

/** An exception out of the faulty line itself: a traceback names it. */
export const CRASH: Change = {
  find: "start - ambient\n    return",
  replace: "start - ambient[0]\n    return",
  description: "`temperature` takes the first item of a number",
  rootCause: "The ambient temperature is one number here and no list of them.",
};

/** One operator: what is added is taken away. */
export const OPERATOR: Change = {
  find: "ambient + difference",
  replace: "ambient - difference",
  description: "`temperature` subtracts where it must add",
  rootCause: "What is left of the difference lies above the ambient temperature.",
};

/** A story of the cooling module, measured from the healthy run to the certified bug. */
export async function realStory(
  python: Python,
  { find, replace, description, rootCause }: Change = SIGN,
): Promise<Story> {
  const checked = await checkedCooling(python);
  const healthy = await proveHealthy(checked, python);
  assert(healthy.ok);
  const code = COOLING_CODE.replace(find, replace);
  assert(code !== COOLING_CODE);
  const candidate = {
    strategy: "operator",
    operator: "operands_swapped",
    family: "arithmetic",
    edits: [],
    code,
    function: "temperature",
    line: COOLING_CODE.slice(0, COOLING_CODE.indexOf(find)).split("\n").length,
    description,
    rootCause,
  } as const;
  const subject = { checked, healthy: healthy.value, python };
  const [judged] = await judgeCandidates([candidate], { checked, healthy: healthy.value, python });
  assert(judged!.verdict.kind === "failed");
  const caught = { candidate, verdict: judged!.verdict };
  const difficulty = new DifficultyMeter(subject.checked, subject.healthy).rate(caught);
  const bug = await certifyBug({ ...caught, difficulty }, subject);
  assert(bug.ok);
  return storiesOf({ checked, bug: bug.value, random: seededRandom("cooling") })[0];
}
