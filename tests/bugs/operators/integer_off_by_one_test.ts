import { integerOffByOne } from "../../../lib/bugs/operators/integer_off_by_one.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("integerOffByOne changes small integers by one where that is a slip", async () => {
  await assertMutants(integerOffByOne, [
    [
      "if n < 2:  # é\n    n = k\n",
      "if n < 1:  # é\n    n = k\n",
      "if n < 3:  # é\n    n = k\n",
    ],
    [
      "y = n - 1\n",
      "y = n - 2\n",
    ],
    [
      "y = 2 * k\n",
      "y = 3 * k\n",
    ],
    [
      "y = xs[1]\nfor i in range(3):\n    pass\nz = round(x, 2) + k % 2 + k ** 2\n",
    ],
    [
      "def f(xs):\n    n = 0\n    for x in xs:\n        n += 1\n    return n\n",
    ],
  ]);
});
