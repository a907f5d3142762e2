import { indexOffByOne } from "../../../lib/bugs/operators/index_off_by_one.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("indexOffByOne moves whole-number indices, not keys", async () => {
  await assertMutants(indexOffByOne, [
    [
      "y = xs[2] + xs[i + 1] + xs[-1]  # é\n",
      "y = xs[1] + xs[i + 1] + xs[-1]  # é\n",
      "y = xs[2] + xs[i] + xs[-1]  # é\n",
      "y = xs[2] + xs[i + 1] + xs[-2]  # é\n",
    ],
    [
      "y = m[ i ]\n",
      "y = m[ i - 1 ]\n",
    ],
    [
      "y = table[name]\nz = row['i']\n",
    ],
    [
      "for q in range(n):\n    xs[q] = ys[q]\n",
    ],
    [
      "y = (xs[0] - xs[1])\n",
    ],
  ]);
});
