import { twoPiDropped } from "../../../lib/bugs/operators/two_pi_dropped.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("twoPiDropped mixes up cycles and radians", async () => {
  await assertMutants(twoPiDropped, [
    [
      "w = 2.0 * math.pi * f  # ω\n",
      "w = f  # ω\n",
    ],
    [
      "f = w / (2.0 * math.pi)\n",
      "f = w\n",
    ],
    [
      "p = TWO_PI * f * t\n",
      "p = f * t\n",
    ],
    [
      "y = math.pi * r + 2.0 * r + 2.0 * math.pi\n",
    ],
  ]);
});
