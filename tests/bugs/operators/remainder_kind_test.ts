import { remainderKind } from "../../../lib/bugs/operators/remainder_kind.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("remainderKind wraps into another period, not whole numbers", async () => {
  await assertMutants(remainderKind, [
    [
      "a = math.remainder(x, TWO_PI)  # é\n",
      "a = math.fmod(x, TWO_PI)  # é\n",
    ],
    [
      'import math\na = x % (2.0 * math.pi) + n % 3 + "%d" % 2.0\nb = x % 360.0\n',
      'import math\na = math.fmod(x, 2.0 * math.pi) + n % 3 + "%d" % 2.0\nb = x % 360.0\n',
      'import math\na = x % (2.0 * math.pi) + n % 3 + "%d" % 2.0\nb = math.fmod(x, 360.0)\n',
    ],
    [
      "b = x % 360.0\n",
    ],
  ]);
});
