import { lookupDefault } from "../../../lib/bugs/operators/lookup_default.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("lookupDefault swaps 0 and 1 as the value of a missing key, and leaves other defaults alone", async () => {
  await assertMutants(lookupDefault, [
    ["n = counts.get(k, 0) + 1  # é\n", "n = counts.get(k, 1) + 1  # é\n"],
    ["w = weights.setdefault(k, 1.0)\n", "w = weights.setdefault(k, 0.0)\n"],
    ["n = counts.get(k)\n"],
    ["n = counts.get(k, None)\n"],
    ["n = counts.get(k, 17)\n"],
    ["n = get(k, 0)\n"],
  ]);
});
