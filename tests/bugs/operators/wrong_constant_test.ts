import { wrongConstant } from "../../../lib/bugs/operators/wrong_constant.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("wrongConstant reads a constant with a similar name", async () => {
  await assertMutants(wrongConstant, [
    [
      "R_EARTH = 6378.0\nNAME = 'é'\nR_MOON = 1737.4\n\ndef f(h):\n    return R_EARTH + h  # radius\n",
      "R_EARTH = 6378.0\nNAME = 'é'\nR_MOON = 1737.4\n\ndef f(h):\n    return R_MOON + h  # radius\n",
    ],
    [
      "HOURS_PER_DAY = 24.0\nDAY_LENGTH = 23.9\nMIN_DEPTH = 1.0\n\ndef f(t):\n    return t * HOURS_PER_DAY + MIN_DEPTH\n",
      "HOURS_PER_DAY = 24.0\nDAY_LENGTH = 23.9\nMIN_DEPTH = 1.0\n\ndef f(t):\n    return t * DAY_LENGTH + MIN_DEPTH\n",
    ],
    [
      "G = 9.81\n\ndef f(h):\n    return G * h\n",
    ],
  ]);
});
