import { wrongVariable } from "../../../lib/bugs/operators/wrong_variable.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("wrongVariable reads a similar variable that is bound there", async () => {
  await assertMutants(wrongVariable, [
    [
      "def f(x0, x1):\n    return g(x1) * 2.0  # é\n",
      "def f(x0, x1):\n    return g(x0) * 2.0  # é\n",
    ],
    [
      "def f(dx, dy):\n    return dx * dx + dy\n",
      "def f(dx, dy):\n    return dx * dx + dx\n",
    ],
    [
      "def f(x0: float, x1: str):\n    return x0\n",
    ],
    [
      "def f(lower):\n    upper = lower + k\n    return upper\n",
      "def f(lower):\n    upper = lower + k\n    return lower\n",
    ],
    [
      "def f(a, n):\n    if a > n:\n        raise ValueError(a)\n    return n\n",
    ],
  ]);
});
