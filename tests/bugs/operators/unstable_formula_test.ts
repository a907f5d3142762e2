import { unstableFormula } from "../../../lib/bugs/operators/unstable_formula.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("unstableFormula writes out the textbook form, grouped where it has to be", async () => {
  await assertMutants(unstableFormula, [
    [
      "y = math.expm1(x)  # eˣ - 1\n",
      "y = math.exp(x) - 1.0  # eˣ - 1\n",
    ],
    [
      "y = -math.expm1(x) * math.log1p(a if b else c)\n",
      "y = -(math.exp(x) - 1.0) * math.log1p(a if b else c)\n",
      "y = -math.expm1(x) * math.log(1.0 + (a if b else c))\n",
    ],
    [
      "y = 0.5 * math.erfc(x)\n",
      "y = 0.5 * (1.0 - math.erf(x))\n",
    ],
    [
      "r = math.hypot(a.x, y)\n",
    ],
    [
      "r = math.hypot(a - b, y) + math.hypot(*v) + math.exp(x)\n",
    ],
  ]);
});
