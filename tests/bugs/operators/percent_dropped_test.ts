import { percentDropped } from "../../../lib/bugs/operators/percent_dropped.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("percentDropped leaves out the hundred", async () => {
  await assertMutants(percentDropped, [
    [
      "y = p / 100.0  # in %, ½\n",
      "y = p  # in %, ½\n",
    ],
    [
      "y = 100.0 * (a / b)\n",
      "y = a / b\n",
    ],
    [
      "y = x * 1000.0 + 100.0 / x\n",
    ],
  ]);
});
