import { conditionInverted } from "../../../lib/bugs/operators/condition_inverted.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("conditionInverted negates flags and calls, not comparisons and guards", async () => {
  await assertMutants(conditionInverted, [
    [
      "if periodic:  # wrap\n    x = 0\n",
      "if not periodic:  # wrap\n    x = 0\n",
    ],
    [
      "y = a if self.done() else b\n",
      "y = a if not self.done() else b\n",
    ],
    [
      "if bad(x):\n    raise ValueError(x)\n",
    ],
    [
      "if x < 0:\n    y = 1\n",
    ],
  ]);
});
