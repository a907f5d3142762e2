import { floatCoefficient } from "../../../lib/bugs/operators/float_coefficient.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("floatCoefficient gets a small coefficient wrong, but no exponent and no tolerance", async () => {
  await assertMutants(floatCoefficient, [
    [
      "y = 2.0 * x  # twice\n",
      "y = 4.0 * x  # twice\n",
    ],
    [
      "y = 3.0 / 4.0\n",
      "y = 2.0 / 4.0\n",
      "y = 3.0 / 2.0\n",
    ],
    [
      "y = x ** 2.0 + 7.0\n",
    ],
    [
      "damping_tol = 0.5\n",
    ],
  ]);
});
