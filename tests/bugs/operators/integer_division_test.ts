import { integerDivision } from "../../../lib/bugs/operators/integer_division.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("integerDivision cuts off, or keeps, the fraction of a quotient by a whole number", async () => {
  await assertMutants(integerDivision, [
    [
      "y = total / n  # mean\n",
      "y = total // n  # mean\n",
    ],
    [
      "y = a // b\n",
      "y = a / b\n",
    ],
    [
      "y = xs[n // 2] + a / b\nfor i in range(n // 2):\n    pass\n",
    ],
  ]);
});
