import { roundingMode } from "../../../lib/bugs/operators/rounding_mode.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("roundingMode rounds in another way, where one argument is rounded", async () => {
  await assertMutants(roundingMode, [
    [
      "n = round(x)  # é\n",
      "n = int(x)  # é\n",
    ],
    [
      "n = math.floor(x / h)\n",
      "n = round(x / h)\n",
    ],
    [
      "n = int(x * 2.0)\n",
      "n = round(x * 2.0)\n",
    ],
    [
      'n = round(x, 2) + int(text) + int("3") + math.trunc(x)\n',
    ],
  ]);
});
