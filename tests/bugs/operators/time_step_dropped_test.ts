import { timeStepDropped } from "../../../lib/bugs/operators/time_step_dropped.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("timeStepDropped takes a rate for a change, and the reverse", async () => {
  await assertMutants(timeStepDropped, [
    [
      "x = x + v * dt  # é\n",
      "x = x + v  # é\n",
    ],
    [
      "v = (b - a) / self.dt\n",
      "v = b - a\n",
    ],
    [
      "y = rate * years * share\n",
      "y = rate * share\n",
    ],
    [
      "y = v * d + dt / v\n",
    ],
    [
      "while t < end:\n    t = t + a * dt\n",
    ],
  ]);
});
