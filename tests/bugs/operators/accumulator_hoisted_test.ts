import { accumulatorHoisted } from "../../../lib/bugs/operators/accumulator_hoisted.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("accumulatorHoisted moves the start of a running value out of its loop", async () => {
  await assertMutants(accumulatorHoisted, [
    [
      "def f(rows):\n    for row in rows:\n        out = []\n        for x in row:\n            out.append(x)  # é\n        g(out)\n",
      "def f(rows):\n    out = []\n    for row in rows:\n        for x in row:\n            out.append(x)  # é\n        g(out)\n",
    ],
    [
      "for row in rows:\n    n = 0\n\n    n += len(row)\n    g(n)\n",
      "n = 0\nfor row in rows:\n\n    n += len(row)\n    g(n)\n",
    ],
    [
      "for row in rows:\n    n = 0  # none yet\n    n += len(row)\n",
    ],
    [
      "for row in rows:\n    # None yet.\n    n = 0\n    n += len(row)\n",
    ],
    [
      "for row in rows:\n    n = 0\n    g(n)\n",
    ],
    [
      "for row in rows:\n    n = g(row)\n    n += 1\n",
    ],
    [
      "for row in rows: n = 0; n += 1\n",
    ],
  ]);
});
