import { statementDedented } from "../../../lib/bugs/operators/statement_dedented.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("statementDedented takes the last statement out of its block", async () => {
  await assertMutants(statementDedented, [
    [
      "for x in xs:\n    y = x * x\n    total += y  # all\n",
      "for x in xs:\n    y = x * x\ntotal += y  # all\n",
    ],
    [
      "if a:\n    x = 1\n    # note\n    y = 2\n",
      "if a:\n    x = 1\n    # note\ny = 2\n",
    ],
    [
      "for x in xs:\n    total += x\n",
    ],
    [
      "if a:\n    x = 1\n    y = 2\nelse:\n    y = 3\n",
    ],
  ]);
});
