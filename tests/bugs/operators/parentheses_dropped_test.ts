import { parenthesesDropped } from "../../../lib/bugs/operators/parentheses_dropped.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("parenthesesDropped drops parentheses that matter", async () => {
  await assertMutants(parenthesesDropped, [
    [
      "y = a / (b * c)  # é\n",
      "y = a / b * c  # é\n",
    ],
    [
      "y = x - ( a + b )\n",
      "y = x - a + b\n",
    ],
    [
      "y = (a - e) ** 2\n",
      "y = a - e ** 2\n",
    ],
    [
      "y = -(a + b)\n",
      "y = -a + b\n",
    ],
    [
      "y = (a * b) + c + (d * e)\nz = a * (b * c) + x / (1.0 + y) + f(a + b) + a + (b - c)\n",
    ],
    [
      "y = (a +  # one\n     b) * c\n",
    ],
  ]);
});
