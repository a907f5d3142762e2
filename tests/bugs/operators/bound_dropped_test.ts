import { boundDropped } from "../../../lib/bugs/operators/bound_dropped.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("boundDropped drops either end of a chain of two comparisons", async () => {
  await assertMutants(boundDropped, [
    [
      "ok = 0.0 <= x < n  # inside\n",
      "ok = x < n  # inside\n",
      "ok = 0.0 <= x  # inside\n",
    ],
    [
      "ok = not (0 < len(xs) < 5)\n",
      "ok = not (len(xs) < 5)\n",
      "ok = not (0 < len(xs))\n",
    ],
    [
      "ok = x < n\n",
    ],
    [
      "ok = (0 <  # low\n      x < 5)\n",
      "ok = (0 <  # low\n      x)\n",
    ],
  ]);
});
