import { complementDropped } from "../../../lib/bugs/operators/complement_dropped.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("complementDropped leaves the quantity where its complement belongs", async () => {
  await assertMutants(complementDropped, [
    [
      "y = (1.0 - p) * q\n",
      "y = p * q\n",
    ],
    [
      "y = 1 - (a + b)  # rest\n",
      "y = a + b  # rest\n",
    ],
    [
      "y = 2.0 - p\nz = p - 1.0\n",
    ],
  ]);
});
