import { functionSwapped } from "../../../lib/bugs/operators/function_swapped.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("functionSwapped calls a sister that is there", async () => {
  await assertMutants(functionSwapped, [
    [
      "y = math.sin(x)  # é\n",
      "y = math.cos(x)  # é\n",
    ],
    [
      "from math import cos\ny = cos(x)\n",
    ],
    [
      "from math import cos, sin\ny = cos(x)\n",
      "from math import cos, sin\ny = sin(x)\n",
    ],
    [
      "y = min(a, b)\n",
      "y = max(a, b)\n",
    ],
    [
      "n = round(x) + math.radians(y)\n",
    ],
    [
      "s = statistics.pstdev(xs)\n",
      "s = statistics.stdev(xs)\n",
    ],
    [
      "y = obj.sin(x)\n",
    ],
  ]);
});
