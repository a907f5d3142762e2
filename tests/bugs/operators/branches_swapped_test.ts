import { branchesSwapped } from "../../../lib/bugs/operators/branches_swapped.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("branchesSwapped exchanges the values and keeps their parentheses", async () => {
  await assertMutants(branchesSwapped, [
    [
      "y = (a + b) if test else c  # or c\n",
      "y = c if test else (a + b)  # or c\n",
    ],
    [
      "y = a if test else a\n",
    ],
    [
      "y = a if p else b if q else c\n",
      "y = a if p else c if q else b\n",
    ],
  ]);
});
