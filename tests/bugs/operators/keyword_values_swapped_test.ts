import { keywordValuesSwapped } from "../../../lib/bugs/operators/keyword_values_swapped.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("keywordValuesSwapped exchanges values of the same type", async () => {
  await assertMutants(keywordValuesSwapped, [
    [
      "def f(*, a: float, b: float, c: int): return a\n\ny = f(a=u, b=v, c=w)  # é\n",
      "def f(*, a: float, b: float, c: int): return a\n\ny = f(a=v, b=u, c=w)  # é\n",
    ],
    [
      "def f(a: float, b: float): return a\n\ny = f(a=1.0, b=v)\n",
    ],
    [
      "y = g(a=u, b=v)\n",
    ],
  ]);
});
