import { superCallDropped } from "../../../lib/bugs/operators/super_call_dropped.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("superCallDropped leaves out the call of the base class", async () => {
  await assertMutants(superCallDropped, [
    [
      "class A(B):\n    def __init__(self, x):\n        super().__init__(x)\n        self.x = x  # é\n",
      "class A(B):\n    def __init__(self, x):\n        self.x = x  # é\n",
    ],
    [
      "class A(B):\n    def f(self, x):\n        super().f(x)\n    def g(self, x):\n        y = super().g(x)\n        self.f(x)\n        return y\n",
    ],
  ]);
});
