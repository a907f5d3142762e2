import { indexEndSwapped } from "../../../lib/bugs/operators/index_end_swapped.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("indexEndSwapped takes the wrong end of what is used at both", async () => {
  await assertMutants(indexEndSwapped, [
    [
      "span = xs[-1] - y\nstart = xs[0]  # first\n",
      "span = xs[0] - y\nstart = xs[0]  # first\n",
      "span = xs[-1] - y\nstart = xs[-1]  # first\n",
    ],
    [
      "x = point[0]\n",
    ],
    [
      "span = xs[-1] - xs[0]\n",
    ],
  ]);
});
