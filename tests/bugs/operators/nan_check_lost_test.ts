import { nanCheckLost } from "../../../lib/bugs/operators/nan_check_lost.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("nanCheckLost tidies a negated comparison of a check", async () => {
  await assertMutants(nanCheckLost, [
    [
      'if not a > 0.0 or n < 1:  # ≤\n    raise ValueError("bad")\n',
      'if a <= 0.0 or n < 1:  # ≤\n    raise ValueError("bad")\n',
    ],
    [
      'if not x <= limit:\n    raise ValueError("bad")\n',
      'if x > limit:\n    raise ValueError("bad")\n',
    ],
    [
      'if not 0.0 < x < 1.0 or not (a > b) or not a == b or not flag:\n    raise ValueError("bad")\nif not a > 0.0:\n    x = 1\n',
    ],
  ]);
});
