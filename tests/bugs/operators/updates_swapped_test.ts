import { updatesSwapped } from "../../../lib/bugs/operators/updates_swapped.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("updatesSwapped swaps an update of an attribute with a neighbour that reads it", async () => {
  await assertMutants(updatesSwapped, [
    [
      "class A:\n    def step(self, dt):\n        self.t += dt\n        self.log.append(self.t)\n",
      "class A:\n    def step(self, dt):\n        self.log.append(self.t)\n        self.t += dt\n",
    ],
    [
      "class A:\n    def step(self, dt):\n        self.x += self.v * dt\n        self.v *= 0.5\n",
      "class A:\n    def step(self, dt):\n        self.v *= 0.5\n        self.x += self.v * dt\n",
    ],
    [
      "class A:\n    def step(self, dt):\n        y = f(dt)\n        self.t += y\n",
    ],
    [
      "class A:\n    def step(self, dt):\n        self.t += dt\n        self.x = 0\n",
    ],
    [
      "class A:\n    def step(self, dt):\n        self.t += dt  # seconds\n        self.log.append(self.t)\n",
    ],
    [
      "class A:\n    def __init__(self, dt):\n        self.t = dt\n        self.x = self.t\n",
    ],
    [
      "class A:\n    def step(self, dt):\n        a, b = self.t, dt\n\n        self.t = 0\n        return a + b\n",
      "class A:\n    def step(self, dt):\n        self.t = 0\n\n        a, b = self.t, dt\n        return a + b\n",
    ],
  ]);
});
