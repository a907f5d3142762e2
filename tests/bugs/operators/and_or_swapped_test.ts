import { andOrSwapped } from "../../../lib/bugs/operators/and_or_swapped.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("andOrSwapped swaps the word between all conditions, not in a loop's condition", async () => {
  await assertMutants(andOrSwapped, [
    [
      "ok = a and (b)  # both\n",
      "ok = a or (b)  # both\n",
    ],
    [
      "ok = (a or\n      b or c)\n",
      "ok = (a and\n      b and c)\n",
    ],
    [
      "while a and b:\n    pass\n",
    ],
    [
      "ok = (a and  # first\n      b)\n",
    ],
  ]);
});
