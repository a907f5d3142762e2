import { floatPowerOfTen } from "../../../lib/bugs/operators/float_power_of_ten.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("floatPowerOfTen loses a power of ten, but no tolerance changes", async () => {
  await assertMutants(floatPowerOfTen, [
    [
      "y = x / 1000.0  # kPa\n",
      "y = x / 100.0  # kPa\n",
    ],
    [
      "y = x * 1.0e-3\n",
      "y = x * 1.0e-2\n",
    ],
    [
      "G = 6.674e-11\n",
      "G = 6.674e-10\n",
    ],
    [
      "K = 1.38e-24\n",
      "K = 1.38e-21\n",
    ],
    [
      "rate = 0.05\n",
      "rate = 0.5\n",
    ],
    [
      "y = x + 1e-9\nz = 2.5\neps = 0.001\n",
    ],
  ]);
});
