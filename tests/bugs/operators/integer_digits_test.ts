import { integerDigits } from "../../../lib/bugs/operators/integer_digits.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("integerDigits mistypes large integers, but no settings", async () => {
  await assertMutants(integerDigits, [
    [
      "SECONDS = 86_400  # a day\n",
      "SECONDS = 86_040  # a day\n",
    ],
    [
      "days = 365\n",
      "days = 356\n",
    ],
    [
      "max_iterations = 200\nn = 12\n",
    ],
    [
      "def f(n=100):\n    return n\n",
    ],
  ]);
});
