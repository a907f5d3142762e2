import { powerOutsideSum } from "../../../lib/bugs/operators/power_outside_sum.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("powerOutsideSum moves a square from the terms to their sum, but not of deviations from a mean", async () => {
  await assertMutants(powerOutsideSum, [
    ["y = sum(x ** 2 for x in xs)  # é\n", "y = sum(x for x in xs) ** 2  # é\n"],
    [
      "y = math.sqrt(math.fsum((a - b)**2 for a, b in ps))\n",
      "y = math.sqrt(math.fsum(a - b for a, b in ps)**2)\n",
    ],
    ["y = k * sum([f(x) ** 2.0 for x in xs])\n", "y = k * sum([f(x) for x in xs]) ** 2.0\n"],
    ["y = sum((x - mean) ** 2 for x in xs)\n"],
    ["y = sum(x ** 2 for x in xs) ** 0.5\n"],
    ["if sum(x ** 2 for x in xs) < 1e-30:\n    stop()\n"],
    ["y = sum(x ** 3 for x in xs)\n"],
    ["y = max(x ** 2 for x in xs)\n"],
  ]);
});
