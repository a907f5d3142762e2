import { exponent } from "../../../lib/bugs/operators/exponent.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("exponent takes a neighbouring power or forgets it", async () => {
  await assertMutants(exponent, [
    [
      "y = r**2  # area\n",
      "y = r**3  # area\n",
      "y = r  # area\n",
    ],
    [
      "y = a ** 1.5 + b ** 0.5\n",
      "y = a ** 0.5 + b ** 0.5\n",
      "y = a ** 1.5 + b\n",
    ],
    [
      "y = (1.0 + z) ** 3\n",
      "y = (1.0 + z) ** 2\n",
    ],
    [
      "y = -(a + b) ** 2\n",
      "y = -(a + b) ** 3\n",
      "y = -(a + b)\n",
    ],
    [
      "y = q ** n\n",
      "y = q ** (n - 1)\n",
    ],
    [
      "y = x ** -1\nz = x ** (1 / 3)\n",
    ],
  ]);
});
