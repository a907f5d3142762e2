import { wrongIndex } from "../../../lib/bugs/operators/wrong_index.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("wrongIndex looks up under another name that the base is indexed with", async () => {
  await assertMutants(wrongIndex, [
    [
      "def f(cost, a, b):\n    return cost[a] + 2 * cost[b]  # é\n",
      "def f(cost, a, b):\n    return cost[b] + 2 * cost[b]  # é\n",
    ],
    [
      "def f(cost, a):\n    for b in a:\n        cost[b] = cost[a]\n",
    ],
    [
      "def f(cost, a, b):\n    return cost[a] - price[b], cost['a']\n",
    ],
  ]);
});
