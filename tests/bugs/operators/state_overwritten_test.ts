import { stateOverwritten } from "../../../lib/bugs/operators/state_overwritten.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("stateOverwritten sets what has to be updated, outside of loops", async () => {
  await assertMutants(stateOverwritten, [
    [
      "class A:\n    def f(self, x):\n        self.total += x  # é\n",
      "class A:\n    def f(self, x):\n        self.total = x  # é\n",
    ],
    [
      "class A:\n    def __init__(self, x):\n        self.total += x\n    def f(self, xs):\n        for x in xs:\n            self.total += x\n        total += x\n",
    ],
  ]);
});
