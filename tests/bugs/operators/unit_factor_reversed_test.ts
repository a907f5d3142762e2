import { unitFactorReversed } from "../../../lib/bugs/operators/unit_factor_reversed.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("unitFactorReversed multiplies for divides by a conversion, and the reverse", async () => {
  await assertMutants(unitFactorReversed, [
    [
      "y = x * MM_PER_M  # é\n",
      "y = x / MM_PER_M  # é\n",
    ],
    [
      "y = a * b / 3600.0\n",
      "y = a * b * 3600.0\n",
    ],
    [
      "y = x / 100.0\n",
      "y = x * 100.0\n",
    ],
    [
      "y = 2.0 * MM_PER_M + MM_PER_M / x + x * gain\n",
    ],
  ]);
});
