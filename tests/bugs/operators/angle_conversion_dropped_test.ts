import { angleConversionDropped } from "../../../lib/bugs/operators/angle_conversion_dropped.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("angleConversionDropped leaves out a conversion of an angle", async () => {
  await assertMutants(angleConversionDropped, [
    [
      "y = math.sin(math.radians(x))  # °\n",
      "y = math.sin(x)  # °\n",
    ],
    [
      "y = math.degrees(a + b) * c\n",
      "y = (a + b) * c\n",
    ],
    [
      "y = np.deg2rad(x)\n",
      "y = x\n",
    ],
    [
      "y = math.sin(x) + radians\n",
    ],
  ]);
});
