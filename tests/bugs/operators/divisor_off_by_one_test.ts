import { divisorOffByOne } from "../../../lib/bugs/operators/divisor_off_by_one.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("divisorOffByOne divides by one less and one more of a count", async () => {
  await assertMutants(divisorOffByOne, [
    [
      "mean = total / n  # average\n",
      "mean = total / (n - 1)  # average\n",
      "mean = total / (n + 1)  # average\n",
    ],
    [
      "h = (b - a) / len( xs )\n",
      "h = (b - a) / (len( xs ) - 1)\n",
      "h = (b - a) / (len( xs ) + 1)\n",
    ],
    [
      "y = a / b\n",
    ],
  ]);
});
