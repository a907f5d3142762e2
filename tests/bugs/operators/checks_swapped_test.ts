import { checksSwapped } from "../../../lib/bugs/operators/checks_swapped.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("checksSwapped swaps a check with one that it protects, or that raises another error", async () => {
  await assertMutants(checksSwapped, [
    [
      "if not xs:\n    raise ValueError('m')\nif min(xs) < 0.0:\n    raise ValueError('m')\n",
      "if min(xs) < 0.0:\n    raise ValueError('m')\nif not xs:\n    raise ValueError('m')\n",
    ],
    [
      "if name not in table:\n    raise KeyError('m')\n\nif table[name] < 0.0:\n    raise ValueError('m')\n",
      "if table[name] < 0.0:\n    raise ValueError('m')\n\nif name not in table:\n    raise KeyError('m')\n",
    ],
    [
      "if n == 0:\n    raise ValueError('m')\nif total / n > 1.0:\n    raise ValueError('m')\n",
      "if total / n > 1.0:\n    raise ValueError('m')\nif n == 0:\n    raise ValueError('m')\n",
    ],
    [
      "if not xs:\n    raise ValueError('m')\nif y < 0.0:\n    raise ValueError('m')\n",
    ],
    [
      "if x < 0.0:\n    raise ValueError('m')\nif x > 1.0:\n    raise ValueError('m')\n",
    ],
    [
      "if not xs:\n    raise ValueError('m')\n# All of them.\nif min(xs) < 0.0:\n    raise ValueError('m')\n",
    ],
    [
      "if not xs:\n    raise ValueError('x')  # empty\nif min(xs) < 0.0:\n    raise ValueError('m')\n",
    ],
  ]);
});
