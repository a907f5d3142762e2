import { signLost } from "../../../lib/bugs/operators/sign_lost.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("signLost drops copysign, with the parentheses that are needed then", async () => {
  await assertMutants(signLost, [
    [
      "r = math.copysign(root, x)  # é\n",
      "r = root  # é\n",
    ],
    [
      "r = 2.0 * math.copysign(a + b, x)\n",
      "r = 2.0 * (a + b)\n",
    ],
    [
      "r = math.copysign(1.0, x) + copysign(a, b)\n",
    ],
  ]);
});
