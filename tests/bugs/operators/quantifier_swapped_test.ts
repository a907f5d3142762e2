import { quantifierSwapped } from "../../../lib/bugs/operators/quantifier_swapped.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("quantifierSwapped swaps any() and all()", async () => {
  await assertMutants(quantifierSwapped, [
    [
      "ok = any(x > 0 for x in xs)  # some\n",
      "ok = all(x > 0 for x in xs)  # some\n",
    ],
    [
      "ok = all(flags)\n",
      "ok = any(flags)\n",
    ],
    [
      "ok = np.all(flags)\n",
    ],
  ]);
});
