import { wrapperDropped } from "../../../lib/bugs/operators/wrapper_dropped.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("wrapperDropped drops a call, with the parentheses that are needed then", async () => {
  await assertMutants(wrapperDropped, [
    [
      "y = math.exp(math.sqrt(x))  # °\n",
      "y = math.sqrt(x)  # °\n",
      "y = math.exp(x)  # °\n",
    ],
    [
      "y = 2.0 * math.log(a * b) ** c\n",
      "y = 2.0 * (a * b) ** c\n",
    ],
    [
      "y = math.sqrt(a + b)\n",
      "y = a + b\n",
    ],
    [
      "y = math.sqrt(\n    a  # one\n)\n",
    ],
    [
      "def wrap(angle: float) -> float:\n    return angle\n\ny = wrap(a - b)\n",
      "def wrap(angle: float) -> float:\n    return angle\n\ny = a - b\n",
    ],
    [
      "y = abs(x) + sorted(x) + math.sqrt(2.0) + f(x)\n",
    ],
  ]);
});
