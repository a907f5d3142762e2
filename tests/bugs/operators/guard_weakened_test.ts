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
  ]);
});
