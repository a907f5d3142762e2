import { updateForgotten } from "../../../lib/bugs/operators/update_forgotten.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("updateForgotten leaves out an update of what is read elsewhere", async () => {
  await assertMutants(updateForgotten, [
    [
      'class A:\n    def step(self, dt):\n        "é"\n        self.x += dt\n        self.y = dt\n        return self.x\n',
      'class A:\n    def step(self, dt):\n        "é"\n        self.y = dt\n        return self.x\n',
    ],
    [
      "class A:\n    def step(self, end):\n        while self.t < end:\n            y = 2\n            self.t += 1\n        self.x = 0\n        return self.x\n",
    ],
  ]);
});
