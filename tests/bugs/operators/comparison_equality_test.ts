import { comparisonEquality } from "../../../lib/bugs/operators/comparison_equality.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("comparisonEquality asks for the opposite, except in guards and loop conditions", async () => {
  await assertMutants(comparisonEquality, [
    [
      "ok = a == b\n",
      "ok = a != b\n",
    ],
    [
      "if x is not None:  # given\n    y = x\n",
      "if x is None:  # given\n    y = x\n",
    ],
    [
      "if key not  in table:\n    y = 1\n",
      "if key in table:\n    y = 1\n",
    ],
    [
      "if a != b:\n    raise ValueError('a')\n",
    ],
    [
      "while a != b:\n    a = b\n",
    ],
  ]);
});
