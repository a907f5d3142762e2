import { wrongNorm } from "../../../lib/bugs/operators/wrong_norm.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("wrongNorm adds sizes for a length or a maximum, and the reverse", async () => {
  await assertMutants(wrongNorm, [
    [
      "r = 2.0 * math.hypot(dx, dy)  # é\n",
      "r = 2.0 * (abs(dx) + abs(dy))  # é\n",
    ],
    [
      "e = max(abs(x) for x in xs)\n",
      "e = sum(abs(x) for x in xs)\n",
    ],
    [
      "e = sum([abs(x - m) for x in xs])\n",
      "e = max([abs(x - m) for x in xs])\n",
    ],
    [
      "e = max(x * x for x in xs) + max(abs(a), abs(b)) + math.hypot(*v)\n",
    ],
  ]);
});
