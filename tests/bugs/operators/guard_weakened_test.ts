import { guardWeakened } from "../../../lib/bugs/operators/guard_weakened.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("guardWeakened lets some bad input through a check that raises", async () => {
  await assertMutants(guardWeakened, [
    [
      "if x <= 0.0:  # positive\n    raise ValueError('x')\n",
      "if x == 0.0:  # positive\n    raise ValueError('x')\n",
    ],
    [
      "if len(a) != len(b):\n    raise ValueError('length')\n",
      "if len(a) < len(b):\n    raise ValueError('length')\n",
      "if len(a) > len(b):\n    raise ValueError('length')\n",
    ],
    [
      "if not xs:\n    raise ValueError('empty')\n",
      "if xs is None:\n    raise ValueError('empty')\n",
    ],
    [
      "if not math.isfinite(x):\n    raise ValueError('x')\n",
      "if math.isnan(x):\n    raise ValueError('x')\n",
    ],
    [
      "if x <= 0.0:\n    x = 0.0\n",
    ],
    [
      "if len(set(xs)) != len(xs):\n    raise ValueError('twice')\n",
      "if len(set(xs)) > len(xs):\n    raise ValueError('twice')\n",
    ],
    [
      "if len(xs) != len(set(xs)):\n    raise ValueError('twice')\n",
      "if len(xs) < len(set(xs)):\n    raise ValueError('twice')\n",
    ],
    [
      "def f(xs):\n    if not xs or xs[0] < 0:\n        raise ValueError('empty')\n    return max(x.y for x in xs)\n",
    ],
    [
      "def f(xs):\n    if not xs:\n        raise IndexError('empty')\n    return max(x.y for x in xs)\n",
      "def f(xs):\n    if xs is None:\n        raise IndexError('empty')\n    return max(x.y for x in xs)\n",
    ],
    [
      "def f(p, w):\n    if len(p) != 3:\n        raise ValueError('p')\n    if w < 0.0:\n        raise ValueError('w')\n    x, y, z = p\n    return x\n",
    ],
    [
      "def f(p):\n    if len(p) != 3:\n        raise ValueError('p')\n    x, y, z = p\n    return x\n",
    ],
  ]);
});
