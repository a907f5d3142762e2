import { floatDigits } from "../../../lib/bugs/operators/float_digits.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("floatDigits exchanges digits for the least change of one percent", async () => {
  await assertMutants(floatDigits, [
    [
      "MU = 398600.4418  # km³/s²\n",
      "MU = 389600.4418  # km³/s²\n",
    ],
    [
      "G = 6.674e-11\n",
      "G = 6.764e-11\n",
    ],
    [
      "h = 0.12\nz = 1000.0\nnan_tol = 1.234\n",
    ],
    [
      "R = 8.314_462\n",
      "R = 8.134_462\n",
    ],
  ]);
});
