import { accumulatorStart } from "../../../lib/bugs/operators/accumulator_start.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("accumulatorStart starts a running value wrong where a loop updates it", async () => {
  await assertMutants(accumulatorStart, [
    [
      "def f(xs):\n    total = 0.0  # Σ\n    for x in xs:\n        total += x\n    return total\n",
      "def f(xs):\n    total = 1.0  # Σ\n    for x in xs:\n        total += x\n    return total\n",
    ],
    [
      "def f(xs):\n    best = -math.inf\n    for x in xs:\n        best = max(best, x)\n    return best\n",
      "def f(xs):\n    best = 0.0\n    for x in xs:\n        best = max(best, x)\n    return best\n",
    ],
    [
      "def f(xs):\n    scale = 0.0\n    return scale\n",
    ],
  ]);
});
