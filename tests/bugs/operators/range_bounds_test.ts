import { rangeBounds } from "../../../lib/bugs/operators/range_bounds.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("rangeBounds moves start and stop, never the step", async () => {
  await assertMutants(rangeBounds, [
    [
      "for i in range(n):  # all\n    pass\n",
      "for i in range(n - 1):  # all\n    pass\n",
      "for i in range(n + 1):  # all\n    pass\n",
    ],
    [
      "for i in range(1, n + 1):\n    pass\n",
      "for i in range(0, n + 1):\n    pass\n",
      "for i in range(2, n + 1):\n    pass\n",
      "for i in range(1, n):\n    pass\n",
    ],
    [
      "for i in range(n, -1, -1):\n    pass\n",
      "for i in range(n + 1, -1, -1):\n    pass\n",
    ],
    [
      "for i in range(MAX_STEPS):\n    pass\n",
    ],
  ]);
});
