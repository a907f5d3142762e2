import { zeroAsMissing } from "../../../lib/bugs/operators/zero_as_missing.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("zeroAsMissing tests the truth of a number that may be None, and of nothing that is no number", async () => {
  await assertMutants(zeroAsMissing, [
    [
      "def f(x: Optional[float] = None):\n    if x is None:  # é\n        x = 1.0\n    return x\n",
      "def f(x: Optional[float] = None):\n    if not x:  # é\n        x = 1.0\n    return x\n",
    ],
    [
      "def f(t, end=None):\n    late = end is not None and t > end\n    return late\n",
      "def f(t, end=None):\n    late = end and t > end\n    return late\n",
    ],
    [
      "def f(x: Optional[float]):\n    if x is None:\n        return 0\n    if x <= 0.0:\n        raise ValueError(1)\n    return x\n",
    ],
    ["def f(xs):\n    best = None\n    for x in xs:\n        if best is None or x > best:\n            best = x\n    return best\n"],
    ["def f(node: Optional[Node]):\n    return 0 if node is None else node.size\n"],
    ["def f(node):\n    return 0 if node is None else node.size\n"],
    ["def f(x: Optional[List[float]]):\n    return 0 if x is None else sum(x)\n"],
    ["def f(x: Optional[int]):\n    return 0 if not x is None else x == 1\n"],
  ]);
});
