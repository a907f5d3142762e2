import { sliceBound } from "../../../lib/bugs/operators/slice_bound.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("sliceBound moves or drops a bound, or drops the reversal", async () => {
  await assertMutants(sliceBound, [
    [
      "y = xs[1:n]  # rest\n",
      "y = xs[:n]  # rest\n",
      "y = xs[2:n]  # rest\n",
      "y = xs[1:n - 1]  # rest\n",
      "y = xs[1:n + 1]  # rest\n",
    ],
    [
      "y = xs[:-1]\n",
      "y = xs[:]\n",
      "y = xs[:-2]\n",
    ],
    [
      "y = xs[::-1]\n",
      "y = xs[:]\n",
    ],
    [
      "y = xs[i + 1:]\n",
      "y = xs[i:]\n",
    ],
    [
      "y = xs[i]\n",
    ],
    [
      "y = xs[0::2]\n",
      "y = xs[1::2]\n",
    ],
  ]);
});
