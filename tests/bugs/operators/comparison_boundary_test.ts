import { comparisonBoundary } from "../../../lib/bugs/operators/comparison_boundary.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("comparisonBoundary takes the boundary in or out, except of tolerances", async () => {
  await assertMutants(comparisonBoundary, [
    [
      "ok = a < b  # é <\n",
      "ok = a <= b  # é <\n",
    ],
    [
      "ok = (0.0 <= x\n      < n)\n",
      "ok = (0.0 < x\n      < n)\n",
      "ok = (0.0 <= x\n      <= n)\n",
    ],
    [
      "ok = abs(x) < 1e-12 or abs(x) > TOLERANCE\n",
    ],
    [
      "while lo < hi:\n    pass\nwhile n >= 1:\n    pass\n",
      "while lo < hi:\n    pass\nwhile n > 1:\n    pass\n",
    ],
    [
      "ok = a == b\n",
    ],
  ]);
});
