import { angleConvertedAgain } from "../../../lib/bugs/operators/angle_converted_again.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("angleConvertedAgain converts once too often, not what is converted", async () => {
  await assertMutants(angleConvertedAgain, [
    [
      "y = math.sin(phi)  # φ\n",
      "y = math.sin(math.radians(phi))  # φ\n",
    ],
    [
      "y = math.atan2(a, b)\n",
      "y = math.degrees(math.atan2(a, b))\n",
    ],
    [
      "y = math.sin(2.0 * x) + math.cos(math.radians(x)) + math.degrees(math.atan(x)) + math.exp(x)\n",
    ],
  ]);
});
