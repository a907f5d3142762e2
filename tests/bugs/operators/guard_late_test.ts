import { guardLate } from "../../../lib/bugs/operators/guard_late.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("guardLate checks after the statement that needs the check", async () => {
  await assertMutants(guardLate, [
    [
      'if not n:  # é\n    raise ValueError("none")\nmean = total / n\nif k not in d:\n    raise KeyError(k)\nx = d[k]\n',
      'if not n:  # é\n    raise ValueError("none")\nmean = total / n\nx = d[k]\nif k not in d:\n    raise KeyError(k)\n',
    ],
    [
      'if n == 0:\n    raise ValueError("none")\nreturn_value = total * n\n',
    ],
    [
      'if n == 0:\n    raise ValueError("none")\nn = 2 / n\n',
    ],
    [
      'if n == 0:\n    raise ValueError("none")\n\ny = 2 / n\n',
    ],
  ]);
});
