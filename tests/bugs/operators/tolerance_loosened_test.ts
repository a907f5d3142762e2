import { toleranceLoosened } from "../../../lib/bugs/operators/tolerance_loosened.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("toleranceLoosened loosens what limits a comparison or is named a tolerance", async () => {
  await assertMutants(toleranceLoosened, [
    [
      "TOLERANCE = 1e-12  # relative, é\n",
      "TOLERANCE = 1e-2  # relative, é\n",
    ],
    [
      "ok = abs(x) < 1.0e-9\n",
      "ok = abs(x) < 1.0e-2\n",
    ],
    [
      "def f(x, tol=1e-8):\n    return x\n",
      "def f(x, tol=1e-2):\n    return x\n",
    ],
    [
      "SIZE = 1e-9\nTOL = 1e-3\nRADIUS = 5.3e-11\n",
    ],
  ]);
});
