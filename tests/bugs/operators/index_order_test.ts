import { indexOrder } from "../../../lib/bugs/operators/index_order.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("indexOrder transposes an element", async () => {
  await assertMutants(indexOrder, [
    [
      "y = m[i][ j ]  # row, column\n",
      "y = m[j][ i ]  # row, column\n",
    ],
    [
      "y = m[i][i] + m[0][1:]\n",
    ],
  ]);
});
