import { guardClauseDropped } from "../../../lib/bugs/operators/guard_clause_dropped.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("guardClauseDropped drops each condition of a check, and of nothing else", async () => {
  await assertMutants(guardClauseDropped, [
    [
      'if a < 0 or (b and c):  # é\n    raise ValueError("é")\n',
      'if b and c:  # é\n    raise ValueError("é")\n',
      'if a < 0:  # é\n    raise ValueError("é")\n',
      'if a < 0 or c:  # é\n    raise ValueError("é")\n',
      'if a < 0 or b:  # é\n    raise ValueError("é")\n',
    ],
    [
      'if not (a\n        or b\n        or c):\n    raise ValueError("bad")\n',
      'if not (b\n        or c):\n    raise ValueError("bad")\n',
      'if not (a\n        or c):\n    raise ValueError("bad")\n',
      'if not (a\n        or b):\n    raise ValueError("bad")\n',
    ],
    [
      "if a or b:\n    x = 1\n",
    ],
    [
      "def f(xs):\n    if not xs or min(xs) < 1:\n        raise ValueError('xs')\n    return xs\n",
      "def f(xs):\n    if not xs:\n        raise ValueError('xs')\n    return xs\n",
    ],
    [
      "def f(p):\n    if len(p) != 2 or p[0] < 0.0:\n        raise ValueError('p')\n    x, y = p\n    return x\n",
      "def f(p):\n    if len(p) != 2:\n        raise ValueError('p')\n    x, y = p\n    return x\n",
    ],
  ]);
});
