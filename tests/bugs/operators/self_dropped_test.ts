import { selfDropped } from "../../../lib/bugs/operators/self_dropped.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("selfDropped sets a variable for the attribute, not where the object is built", async () => {
  await assertMutants(selfDropped, [
    [
      "class A:\n    def __init__(self, x):\n        self.x = x\n    def set(self, y):\n        self.x = y  # é\n        return self.x\n",
      "class A:\n    def __init__(self, x):\n        self.x = x\n    def set(self, y):\n        x = y  # é\n        return self.x\n",
    ],
    [
      "class A:\n    def near(self, x):\n        return abs(self.x - 2 * x) + self.y + (self.x - x)\n",
    ],
    [
      "class A:\n    def at(self, time):\n        self.time = time\n",
    ],
    [
      "class A:\n    def f(self, y):\n        self.x += y\n        return self.f(y)\ndef g(self, x):\n    self.x = 2\n",
    ],
  ]);
});
