import { augmentedSign } from "../../../lib/bugs/operators/augmented_sign.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("augmentedSign inverts an update, but no counter, no list and nothing that ends a while", async () => {
  await assertMutants(augmentedSign, [
    [
      "total += x\nscale *= k  # ½\n",
      "total -= x\nscale *= k  # ½\n",
      "total += x\nscale /= k  # ½\n",
    ],
    [
      "count += 1\nitems += [x]\n",
    ],
    [
      "while x > 0.0:\n    x -= h\n",
    ],
  ]);
});
