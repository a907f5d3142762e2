import { selfMissing } from "../../../lib/bugs/operators/self_missing.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("selfMissing takes a variable for the attribute of its name, and the reverse", async () => {
  await assertMutants(selfMissing, [
    [
      "class A:\n    def __init__(self, x):\n        self.x = abs(x)\n        self.y = 0\n\n    def f(self, x):\n        return self.y + x\n",
      "class A:\n    def __init__(self, x):\n        self.x = abs(x)\n        self.y = 0\n\n    def f(self, x):\n        return self.y + self.x\n",
    ],
    [
      "class A:\n    def __init__(self, x):\n        self.x = abs(x)\n        self.y = 0\n\n    def f(self, x):\n        a = x\n        return self.x\n",
      "class A:\n    def __init__(self, x):\n        self.x = abs(x)\n        self.y = 0\n\n    def f(self, x):\n        a = self.x\n        return self.x\n",
      "class A:\n    def __init__(self, x):\n        self.x = abs(x)\n        self.y = 0\n\n    def f(self, x):\n        a = x\n        return x\n",
    ],
    [
      "class A:\n    def __init__(self, x):\n        self.x = abs(x)\n        self.y = 0\n\n    def f(self, x):\n        self.x = x\n        return self.x\n",
    ],
    [
      "class A:\n    def __init__(self, x):\n        self.x = abs(x)\n        self.y = 0\n\n    def f(self, z):\n        return self.x + z\n",
    ],
    [
      "class A:\n    def __init__(self, x):\n        self.x = abs(x)\n        self.y = 0\n\n    def f(self, x):\n        self.x += 1\n        return f'{x}'\n",
    ],
    [
      "class A:\n    def __init__(self, x):\n        self.x = abs(x)\n        self.y = 2 * self.x\n",
      "class A:\n    def __init__(self, x):\n        self.x = abs(x)\n        self.y = 2 * x\n",
    ],
    [
      "def f(self, x):\n    return self.x + x\n",
    ],
    [
      "class A:\n    def __init__(self, x):\n        self.x = abs(x)\n        self.y = 0\n\n    def f(self, z):\n        x, y = self.x, z\n        return x\n",
    ],
    [
      "class A:\n    def __init__(self, x):\n        self.x = abs(x)\n        self.y = 0\n\n    def f(self, x):\n        return x\n\n    def g(self):\n        return self.f(self.x)\n",
    ],
    [
      "class A:\n    def __init__(self, x):\n        self.x = abs(x)\n        self.y = 0\n\n    def f(self, x):\n        return x * x\n",
      "class A:\n    def __init__(self, x):\n        self.x = abs(x)\n        self.y = 0\n\n    def f(self, x):\n        return self.x * x\n",
    ],
    [
      "class A:\n    def __init__(self, x):\n        self.x = tuple(x)\n        self.y = len(self.x)\n",
    ],
    [
      "class A:\n    def __init__(self, x):\n        self.x = {}\n        for y in x:\n            self.x[y] = len(self.x)\n",
    ],
  ]);
});
