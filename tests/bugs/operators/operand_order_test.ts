import { operandOrder } from "../../../lib/bugs/operators/operand_order.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("operandOrder swaps operands of - and /, with their parentheses", async () => {
  await assertMutants(operandOrder, [
    [
      "y = a - b  # é\n",
      "y = b - a  # é\n",
    ],
    [
      "y = (a + b) / (c)\n",
      "y = (c) / (a + b)\n",
    ],
    [
      "y = a - b - c\n",
      "y = b - a - c\n",
    ],
    [
      "y = 1.0 - x\n",
      "y = x - 1.0\n",
    ],
    [
      "y = abs(a - b) + (a - b) ** 2 + x / 2.0 + 1.0 / x + (a - a)\n",
    ],
    [
      "y = -a - b\n",
    ],
    [
      "y = gap - 1e-9\n",
    ],
  ]);
});
