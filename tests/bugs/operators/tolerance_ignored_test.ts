import { toleranceIgnored } from "../../../lib/bugs/operators/tolerance_ignored.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("toleranceIgnored compares exactly what is to be compared within a tolerance", async () => {
  await assertMutants(toleranceIgnored, [
    [
      "ok = abs(a - b) <= TOLERANCE  # é\n",
      "ok = a == b  # é\n",
    ],
    [
      "if abs(a + b - c) > 1e-9:\n    pass\n",
      "if a + b != c:\n    pass\n",
    ],
    [
      "while abs(a - b) > 1e-9:\n    pass\nok = abs(a - b) < limit or abs(a) < 1e-9 or a - b < 1e-9\n",
    ],
  ]);
});
