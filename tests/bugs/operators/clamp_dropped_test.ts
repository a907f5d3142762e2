import { clampDropped } from "../../../lib/bugs/operators/clamp_dropped.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("clampDropped drops a fixed limit, with the parentheses that the value then needs", async () => {
  await assertMutants(clampDropped, [
    [
      "y = max(0.0, x)  # floor\n",
      "y = x  # floor\n",
    ],
    [
      "y = min(a + b, LIMIT) * c\n",
      "y = (a + b) * c\n",
    ],
    [
      "y = max(a, b)\nz = min(xs)\n",
    ],
  ]);
});
