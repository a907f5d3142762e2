import { guardDropped } from "../../../lib/bugs/operators/guard_dropped.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("guardDropped takes out a whole check, not one that a comment tells of, nor the only statement", async () => {
  await assertMutants(guardDropped, [
    [
      'def f(x):\n    if x < 0:  # é\n        raise ValueError("é")\n    if x > 9:\n        raise ValueError("é"\n                         "é")\n    # Negative is bad.\n    if x < 1:\n        raise ValueError("é")\n    return x\n',
      'def f(x):\n    if x < 0:  # é\n        raise ValueError("é")\n    # Negative is bad.\n    if x < 1:\n        raise ValueError("é")\n    return x\n',
    ],
    [
      'def f(x):\n    if x < 0:\n        raise ValueError("bad")\n',
    ],
    [
      'if a:\n    x = 1\nelif b:\n    raise ValueError("bad")\ny = 2\n',
    ],
    [
      "def f(xs):\n    if not xs:\n        raise ValueError('empty')\n    y = 2\n    return min(xs)\n",
    ],
    [
      "def f(d):\n    if d == 0.0:\n        raise ValueError('none')\n    return 5.0 * math.log10(d) + 25.0\n",
    ],
    [
      "def f(p):\n    if p <= 0.0:\n        raise ValueError('p')\n    return math.log(2.0 * math.pi * p)\n",
    ],
    [
      "def f(p):\n    if not p > 0.0:\n        raise ValueError('p')\n    return math.log(2.0 - p)\n",
      "def f(p):\n    return math.log(2.0 - p)\n",
    ],
    [
      "def f(xs, b):\n    if not xs:\n        raise ValueError('empty')\n    if b:\n        return min(xs)\n    return max(xs, default=0)\n",
      "def f(xs, b):\n    if b:\n        return min(xs)\n    return max(xs, default=0)\n",
    ],
  ]);
});
