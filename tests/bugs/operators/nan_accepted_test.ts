import { nanAccepted } from "../../../lib/bugs/operators/nan_accepted.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("nanAccepted turns a check for finite values into one that NaN passes", async () => {
  await assertMutants(nanAccepted, [
    [
      "if not x < math.inf:\n    raise ValueError('m')\n",
    ],
    [
      "if not 0.0 <= x < math.inf:\n    raise ValueError('m')\n",
      "if x < 0.0 or x >= math.inf:\n    raise ValueError('m')\n",
    ],
    [
      "if not (0.0 < self.x < math.inf):\n    raise ValueError('m')\n",
      "if self.x <= 0.0 or self.x >= math.inf:\n    raise ValueError('m')\n",
    ],
    [
      "if n > 2 and not 0.0 <= x < math.inf:\n    raise ValueError('m')\n",
      "if n > 2 and (x < 0.0 or x >= math.inf):\n    raise ValueError('m')\n",
    ],
    [
      "if not x or not 0.0 <= x < math.inf:\n    raise ValueError('m')\n",
      "if not x or x < 0.0 or x >= math.inf:\n    raise ValueError('m')\n",
    ],
    [
      "if not math.isfinite(x):\n    raise ValueError('m')\n",
      "if math.isinf(x):\n    raise ValueError('m')\n",
    ],
    [
      "if not all(math.isfinite(x) for x in xs):\n    raise ValueError('m')\n",
      "if any(math.isinf(x) for x in xs):\n    raise ValueError('m')\n",
    ],
    [
      "if not 0.0 <= n < 5.0:\n    raise ValueError('m')\n",
    ],
    [
      "if not x == 0.0:\n    raise ValueError('m')\n",
    ],
    [
      "if not 0.0 <= f(x) < math.inf:\n    raise ValueError('m')\n",
    ],
    [
      "if not x > 0.0:\n    x = 0.0\n",
    ],
    [
      "if not all(math.isfinite(x) and x > 0.0 for x in xs):\n    raise ValueError('m')\n",
    ],
  ]);
});
