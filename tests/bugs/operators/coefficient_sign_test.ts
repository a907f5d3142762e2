import { coefficientSign } from "../../../lib/bugs/operators/coefficient_sign.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("coefficientSign negates the floats of a table", async () => {
  await assertMutants(coefficientSign, [
    [
      "C = (0.5, -1.25, 2.0)  # fit\n",
      "C = (-0.5, -1.25, 2.0)  # fit\n",
      "C = (0.5, -1.25, -2.0)  # fit\n",
    ],
    [
      "C = (0.0, 1, x)\nreturn_value = [1.0, 2.0]\n",
    ],
  ]);
});
