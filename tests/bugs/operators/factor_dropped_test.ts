import { factorDropped } from "../../../lib/bugs/operators/factor_dropped.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("factorDropped drops a factor or a divisor with its operator", async () => {
  await assertMutants(factorDropped, [
    [
      "y = 0.5 * m * v  # ½mv\n",
      "y = 0.5 * m  # ½mv\n",
      "y = m * v  # ½mv\n",
    ],
    [
      "y = (a + b) / c\n",
      "y = a + b\n",
    ],
    [
      "y = (a * b) ** 2\n",
      "y = a ** 2\n",
    ],
    [
      "y = x ** (gain / 40.0)\n",
      "y = x ** gain\n",
    ],
    [
      "y = 1.0 / x\nz = '=' * n\n",
    ],
    [
      "y = (a  # keep\n     * b)\n",
    ],
    [
      "while x > 0:\n    x = x / two\n",
    ],
  ]);
});
