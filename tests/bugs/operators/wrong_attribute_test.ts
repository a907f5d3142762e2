import { wrongAttribute } from "../../../lib/bugs/operators/wrong_attribute.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("wrongAttribute reads a field with a similar name and the same type", async () => {
  await assertMutants(wrongAttribute, [
    [
      "class Orbit:\n    r_peri: float\n    r_apo: float\n    r_name: str\n\n    def f(self):\n        return self.r_peri + 1.0  # é\n",
      "class Orbit:\n    r_peri: float\n    r_apo: float\n    r_name: str\n\n    def f(self):\n        return self.r_apo + 1.0  # é\n",
    ],
    [
      "class Orbit:\n    def __init__(self, lo, hi):\n        self.lo = lo\n        self.hi = hi\n\n    def f(self):\n        return self.lo - self.hi, self.lo\n",
      "class Orbit:\n    def __init__(self, lo, hi):\n        self.lo = lo\n        self.hi = hi\n\n    def f(self):\n        return self.lo - self.hi, self.hi\n",
    ],
    [
      "y = math.sin(x)\n",
    ],
  ]);
});
