import { loopsOrder } from "../../../lib/bugs/operators/loops_order.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("loopsOrder exchanges what nested loops run over, ranges with ranges", async () => {
  await assertMutants(loopsOrder, [
    [
      "for i in range(n):\n    row = []\n    for j in range(1, m):\n        f(i, j)\n",
      "for i in range(1, m):\n    row = []\n    for j in range(n):\n        f(i, j)\n",
    ],
    [
      "t = [[f(i, j) for j in range(m)] for i in range(n)]\n",
      "t = [[f(i, j) for j in range(n)] for i in range(m)]\n",
    ],
    [
      "t = sum(x * y for x in xs for y in ys)\n",
      "t = sum(x * y for x in ys for y in xs)\n",
    ],
    [
      "for i in range(n):\n    for j in range(i):\n        f(i, j)\n",
    ],
    [
      "for i in range(n):\n    for j in range(n):\n        f(i, j)\n",
    ],
    [
      "for row in rows:\n    for x in row:\n        f(x)\n",
    ],
    [
      "for i in range(n):\n    m = g(i)\n    for j in range(m):\n        f(i, j)\n",
    ],
    [
      "for i in range(n):\n    for x in xs:\n        f(i, x)\n",
    ],
    [
      "for _ in range(n):\n    for j in range(m):\n        f(j)\n",
    ],
    [
      "t = [x for a, b in pairs for x in xs]\n",
    ],
  ]);
});
