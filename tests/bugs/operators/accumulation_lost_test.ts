import { accumulationLost } from "../../../lib/bugs/operators/accumulation_lost.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("accumulationLost overwrites a running value in a loop, but no counter and nothing outside loops", async () => {
  await assertMutants(accumulationLost, [
    [
      "for v in xs:\n    total += v * w  # gather\n",
      "for v in xs:\n    total = v * w  # gather\n",
    ],
    [
      "for v in xs:\n    count += 1\n",
    ],
    [
      "total += v\n",
    ],
    [
      "for v in xs:\n    best[k] = max(best[k], v + 1)  # é\n",
      "for v in xs:\n    best[k] = v + 1  # é\n",
    ],
    [
      "while lo < hi:\n    lo += step\n",
    ],
  ]);
});
