import { checkCallDropped } from "../../../lib/bugs/operators/check_call_dropped.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("checkCallDropped drops a call that checks, not one with a comment or of its own", async () => {
  await assertMutants(checkCallDropped, [
    [
      "def f(x, y):\n    check_train(x)\n    self._check(y)  # é\n    return x\n",
      "def f(x, y):\n    self._check(y)  # é\n    return x\n",
    ],
    [
      "def f(x):\n    _require_positive(x)\n",
    ],
    [
      "def f(x):\n    checked(x)\n    y = check(x)\n    checkout(x)\n    return y\n",
    ],
  ]);
});
