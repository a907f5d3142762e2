import { filterDropped } from "../../../lib/bugs/operators/filter_dropped.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("filterDropped drops the only condition of a comprehension", async () => {
  await assertMutants(filterDropped, [
    [
      "ys = [x for x in xs if x > 0]  # positive\n",
      "ys = [x for x in xs]  # positive\n",
    ],
    [
      "n = sum(1 for x in (xs) if (x))\n",
      "n = sum(1 for x in (xs))\n",
    ],
    [
      "ys = [x for x in xs]\n",
    ],
  ]);
});
