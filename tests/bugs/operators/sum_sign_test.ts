import { sumSign } from "../../../lib/bugs/operators/sum_sign.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("sumSign swaps + and -, not between texts, in ranges or loop counters", async () => {
  await assertMutants(sumSign, [
    [
      "y = a + b - c  # é +\n",
      "y = a + b + c  # é +\n",
      "y = a - b - c  # é +\n",
    ],
    [
      "y = (a\n     + b)\n",
      "y = (a\n     - b)\n",
    ],
    [
      "s = 'a' + b\nt = xs + [1]\nfor i in range(n + 1):\n    pass\nlimit = x + TOL\n",
    ],
    [
      "while i < n:\n    i = i + k\n",
    ],
  ]);
});
