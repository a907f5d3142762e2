import { parallelUpdateSplit } from "../../../lib/bugs/operators/parallel_update_split.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("parallelUpdateSplit takes a pair apart where the second part reads the first", async () => {
  await assertMutants(parallelUpdateSplit, [
    [
      "def f(a, b):\n    a, b = b, a % b\n    return a\n",
      "def f(a, b):\n    a = b\n    b = a % b\n    return a\n",
    ],
    [
      "self.x, self.v = self.x + self.v, self.v - self.x\n",
      "self.x = self.x + self.v\nself.v = self.v - self.x\n",
    ],
    [
      "a, b = b, c\na, b = b, a  # é\na, b, c = b, a, a\na, b = f(a)\na[0], b = b, a[0]\n",
    ],
  ]);
});
