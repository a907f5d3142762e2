import { termDropped } from "../../../lib/bugs/operators/term_dropped.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("termDropped drops a term with its sign", async () => {
  await assertMutants(termDropped, [
    [
      "y = a + b - c  # é\n",
      "y = a + b  # é\n",
      "y = a - c  # é\n",
      "y = b - c  # é\n",
    ],
    [
      "y = (a + b) * c\n",
      "y = a * c\n",
      "y = b * c\n",
    ],
    [
      "y = (a\n     + b\n     + c)\n",
      "y = (a\n     + b)\n",
      "y = (a\n     + c)\n",
      "y = (b\n     + c)\n",
    ],
    [
      "y = x + 1.0\n",
      "y = x\n",
    ],
    [
      "s = 'a' + b\nlimit = r + 1e-9\n",
    ],
    [
      "y = (a  # one\n     + b)\n",
    ],
  ]);
});
