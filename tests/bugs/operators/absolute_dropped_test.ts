import { absoluteDropped } from "../../../lib/bugs/operators/absolute_dropped.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("absoluteDropped drops abs() with the parentheses that are needed then, not where a sign does not count", async () => {
  await assertMutants(absoluteDropped, [
    [
      "y = 2.0 * abs(a - b)  # |é|\n",
      "y = 2.0 * (a - b)  # |é|\n",
    ],
    [
      "ok = math.fabs(x) < 1e-9\n",
      "ok = x < 1e-9\n",
    ],
    [
      "y = abs(x) ** 2 + abs(-2) + obj.abs(x)\n",
    ],
    [
      "y = abs(\n    x  # keep\n)\n",
    ],
  ]);
});
