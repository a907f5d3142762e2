import { enumerateStart } from "../../../lib/bugs/operators/enumerate_start.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("enumerateStart counts from another start where the count is no index", async () => {
  await assertMutants(enumerateStart, [
    [
      "for i, x in enumerate(xs):\n    f(i * x)\n",
      "for i, x in enumerate(xs, start=1):\n    f(i * x)\n",
    ],
    [
      "s = sum(i * x for i, x in enumerate(xs))\n",
      "s = sum(i * x for i, x in enumerate(xs, start=1))\n",
    ],
    [
      "for i, x in enumerate(xs, 1):\n    f(i * x)\n",
      "for i, x in enumerate(xs):\n    f(i * x)\n",
    ],
    [
      "for i, x in enumerate(xs, start=1):\n    f(ys[i])\n",
      "for i, x in enumerate(xs):\n    f(ys[i])\n",
    ],
    [
      "for i, x in enumerate(xs):\n    f(ys[i])\n",
    ],
    [
      "for i, x in enumerate(xs):\n    f(x)\n",
    ],
    [
      "for i, x in enumerate(xs, 2):\n    f(i)\n",
    ],
    [
      "pairs = enumerate(xs)\n",
    ],
    [
      "heap = [(x, i) for i, x in enumerate(xs)]\n",
    ],
  ]);
});
