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
  ]);
});
