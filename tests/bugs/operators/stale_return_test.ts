import { staleReturn } from "../../../lib/bugs/operators/stale_return.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("staleReturn returns the value from before the last step", async () => {
  await assertMutants(staleReturn, [
    [
      "def f(xs):\n    total = g(xs)\n    mean = total / 2.0\n    return mean  # é\n",
      "def f(xs):\n    total = g(xs)\n    mean = total / 2.0\n    return total  # é\n",
    ],
    [
      "def f(xs):\n    mean = sum(xs) / len(xs)\n    return mean\n",
    ],
    [
      "def f(xs):\n    return xs[0]\n",
    ],
  ]);
});
