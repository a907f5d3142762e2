import { angleConversionSwapped } from "../../../lib/bugs/operators/angle_conversion_swapped.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("angleConversionSwapped converts the wrong way", async () => {
  await assertMutants(angleConversionSwapped, [
    [
      "y = math.radians(x)  # °\n",
      "y = math.degrees(x)  # °\n",
    ],
    [
      "y = np.rad2deg(x)\n",
      "y = np.deg2rad(x)\n",
    ],
    [
      "y = math.sin(x) + radians(x)\n",
    ],
  ]);
});
