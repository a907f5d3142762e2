import { signDropped } from "../../../lib/bugs/operators/sign_dropped.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("signDropped drops a minus, not where the sign is lost anyway", async () => {
  await assertMutants(signDropped, [
    [
      "y = math.exp(-x)  # decay\n",
      "y = math.exp(x)  # decay\n",
    ],
    [
      "y = - (a + b)\n",
      "y = a + b\n",
    ],
    [
      "y = xs[-1] + math.cos(-x) + (-x) ** 2 + abs(-x)\nz = -math.inf\nok = -x <= y <= x\n",
    ],
  ]);
});
