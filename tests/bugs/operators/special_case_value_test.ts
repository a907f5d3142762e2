import { specialCaseValue } from "../../../lib/bugs/operators/special_case_value.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("specialCaseValue answers a special case with another value", async () => {
  await assertMutants(specialCaseValue, [
    [
      "def f(x):\n    if x == 0.0:\n        return 1.0  # limit of sin(x)/x\n    return math.sin(x) / x\n",
      "def f(x):\n    if x == 0.0:\n        return 0.0  # limit of sin(x)/x\n    return math.sin(x) / x\n",
    ],
    [
      "def f(x):\n    return 0.0\n",
    ],
  ]);
});
