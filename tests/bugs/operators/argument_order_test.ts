import { argumentOrder } from "../../../lib/bugs/operators/argument_order.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("argumentOrder swaps neighbours of the same type, and no literals", async () => {
  await assertMutants(argumentOrder, [
    [
      "y = math.atan2( dy , dx )  # angle\n",
      "y = math.atan2( dx , dy )  # angle\n",
    ],
    [
      "def f(a: float, b: float, c: int): return a\n\nz = f(u, v, w)\n",
      "def f(a: float, b: float, c: int): return a\n\nz = f(v, u, w)\n",
    ],
    [
      "y = math.hypot(a, b)\nz = math.pow(x, 2)\nw = max(a, b)\n",
    ],
    [
      "def f(a, b): return a\n\nz = f(u, u)\n",
    ],
  ]);
});
