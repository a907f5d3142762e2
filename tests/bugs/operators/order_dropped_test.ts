import { orderDropped } from "../../../lib/bugs/operators/order_dropped.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("orderDropped drops sorted and reversed without a key", async () => {
  await assertMutants(orderDropped, [
    [
      "for x in sorted(a | b):  # é\n    f(x)\n",
      "for x in a | b:  # é\n    f(x)\n",
    ],
    [
      "y = [x for x in reversed(xs)]\n",
      "y = [x for x in xs]\n",
    ],
    [
      "y = sorted(xs, key=f) + sorted(x for x in xs) + f(xs)\n",
    ],
  ]);
});
