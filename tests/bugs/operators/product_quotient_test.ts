import { productQuotient } from "../../../lib/bugs/operators/product_quotient.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("productQuotient multiplies for dividing and the reverse", async () => {
  await assertMutants(productQuotient, [
    [
      "y = a * b  # é\n",
      "y = a / b  # é\n",
    ],
    [
      "y = a / b / c\n",
      "y = a / b * c\n",
      "y = a * b / c\n",
    ],
    [
      "y = 2.0 * x + x * x + [0] * n + a * b * c\n",
      "y = 2.0 * x + x * x + [0] * n + a / b * c\n",
    ],
    [
      "while x > lo:\n    x = x / k\n",
    ],
  ]);
});
