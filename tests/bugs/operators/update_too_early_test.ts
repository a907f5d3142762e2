import { updateTooEarly } from "../../../lib/bugs/operators/update_too_early.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("updateTooEarly stores the new value before the old one was used", async () => {
  await assertMutants(updateTooEarly, [
    [
      "class A:\n    def f(self, x):\n        d = x - self.last\n        e = 2\n        self.last = x\n        return d\n",
      "class A:\n    def f(self, x):\n        self.last = x\n        d = x - self.last\n        e = 2\n        return d\n",
    ],
    [
      "class A:\n    def f(self, x):\n        d = x - self.last\n        y = d\n        self.last = y\n        self.other = x\n        return d\n",
    ],
    [
      "class A:\n    def f(self, x):\n        d = x - self.last  # é\n        self.last = x\n",
    ],
  ]);
});
