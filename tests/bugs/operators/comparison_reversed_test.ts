import { comparisonReversed } from "../../../lib/bugs/operators/comparison_reversed.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("comparisonReversed turns an ordering round, except in guards, chains and loop conditions", async () => {
  await assertMutants(comparisonReversed, [
    [
      "ok = 'π' < b  # less\n",
      "ok = 'π' > b  # less\n",
    ],
    [
      "if x >= y:\n    x = y\n",
      "if x <= y:\n    x = y\n",
    ],
    [
      "if x < 0:\n    raise ValueError(x)\n",
    ],
    [
      "while a < b:\n    a += c\n",
    ],
    [
      "ok = 0 < x < 1\n",
    ],
  ]);
});
