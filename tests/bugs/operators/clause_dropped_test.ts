import { clauseDropped } from "../../../lib/bugs/operators/clause_dropped.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("clauseDropped drops each condition of a list, not in a loop's condition", async () => {
  await assertMutants(clauseDropped, [
    [
      "ok = a > 0 and (b or c)  # é\n",
      "ok = b or c  # é\n",
      "ok = a > 0  # é\n",
      "ok = a > 0 and c  # é\n",
      "ok = a > 0 and b  # é\n",
    ],
    [
      "ok = (a\n      or b\n      or c)\n",
      "ok = (b\n      or c)\n",
      "ok = (a\n      or c)\n",
      "ok = (a\n      or b)\n",
    ],
    [
      "while a and b:\n    pass\n",
    ],
  ]);
});
