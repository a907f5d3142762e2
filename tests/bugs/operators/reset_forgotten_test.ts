import { resetForgotten } from "../../../lib/bugs/operators/reset_forgotten.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("resetForgotten leaves out what puts an attribute back, not where a comment tells of it", async () => {
  await assertMutants(resetForgotten, [
    [
      "class A:\n    def __init__(self):\n        self.x = 0\n        self.y = 1\n    def reset(self):\n        self.x = 0\n        self.items = []\n        self.y = self.y0\n        self.z = 2  # é\n        self.w = f(self.x)\n",
      "class A:\n    def __init__(self):\n        self.x = 0\n        self.y = 1\n    def reset(self):\n        self.items = []\n        self.y = self.y0\n        self.z = 2  # é\n        self.w = f(self.x)\n",
      "class A:\n    def __init__(self):\n        self.x = 0\n        self.y = 1\n    def reset(self):\n        self.x = 0\n        self.y = self.y0\n        self.z = 2  # é\n        self.w = f(self.x)\n",
      "class A:\n    def __init__(self):\n        self.x = 0\n        self.y = 1\n    def reset(self):\n        self.x = 0\n        self.items = []\n        self.z = 2  # é\n        self.w = f(self.x)\n",
    ],
    [
      "class A:\n    def reset(self):\n        self.x = 0\n",
    ],
  ]);
});
