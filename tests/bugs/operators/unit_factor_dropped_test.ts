import { unitFactorDropped } from "../../../lib/bugs/operators/unit_factor_dropped.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("unitFactorDropped leaves out what converts a unit, not a percent, a step or a plain factor", async () => {
  await assertMutants(unitFactorDropped, [
    [
      "y = rate * SECONDS_PER_HOUR  # h⁻¹\n",
      "y = rate  # h⁻¹\n",
    ],
    [
      "y = (a + b) / 1000.0 * c\n",
      "y = (a + b) * c\n",
    ],
    [
      "y = 1e3 * x\n",
      "y = x\n",
    ],
    [
      "y = 1000.0 / x + x / 100.0 + v * dt + 2.0 * x + TOLERANCE * x\n",
    ],
    [
      "y = (rate  # keep\n     * MS_PER_S)\n",
    ],
  ]);
});
