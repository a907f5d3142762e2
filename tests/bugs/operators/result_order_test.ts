import { resultOrder } from "../../../lib/bugs/operators/result_order.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("resultOrder exchanges neighbours of a returned, unpacked or assigned tuple", async () => {
  await assertMutants(resultOrder, [
    [
      "def f(a, b):\n    return (a + b), a - b  # both\n",
      "def f(a, b):\n    return a - b, (a + b)  # both\n",
    ],
    [
      "lo, hi = bounds(x)\n",
      "hi, lo = bounds(x)\n",
    ],
    [
      "s, c = math.sin(é), math.cos(é)\n",
      "s, c = math.cos(é), math.sin(é)\n",
    ],
    [
      "def f():\n    return 0.0, 1.0\n",
    ],
    [
      "a, b = b, b\nx = (u, v)\n",
    ],
  ]);
});
