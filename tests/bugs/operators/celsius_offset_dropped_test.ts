import { celsiusOffsetDropped } from "../../../lib/bugs/operators/celsius_offset_dropped.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("celsiusOffsetDropped leaves out the offset", async () => {
  await assertMutants(celsiusOffsetDropped, [
    [
      "k = c + 273.15  # °C\n",
      "k = c  # °C\n",
    ],
    [
      "c = (a - ZERO_CELSIUS) / b\n",
      "c = a / b\n",
    ],
    [
      "k = 273.15 + c\n",
      "k = c\n",
    ],
    [
      "y = c + 273.2 - ZERO * 2.0 + OFFSET\n",
    ],
  ]);
});
