import { quadrantLost } from "../../../lib/bugs/operators/quadrant_lost.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("quadrantLost divides the arguments of atan2, grouped where they have to be", async () => {
  await assertMutants(quadrantLost, [
    [
      "a = math.atan2(y, x)  # °\n",
      "a = math.atan(y / x)  # °\n",
    ],
    [
      "a = math.atan2(b - c, d * e)\n",
      "a = math.atan((b - c) / (d * e))\n",
    ],
    [
      "a = math.atan2(*v) + atan2(y, x) + math.atan2(\n    y,  # keep\n    x)\n",
    ],
    [
      "a = math.atan2(z, math.hypot(x, y))\ndef f(x, y, z):\n    flat = math.sqrt(x * x + y * y)\n    return math.atan2(z, flat)\n",
    ],
  ]);
});
