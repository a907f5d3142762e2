import { wrongFunction } from "../../../lib/bugs/operators/wrong_function.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("wrongFunction calls a similar function with the same parameters", async () => {
  await assertMutants(wrongFunction, [
    [
      "def speed_peri(a: float) -> float:\n    return a\n\ndef speed_apo(a: float) -> float:\n    return -a\n\ny = speed_apo(q)  # é\n",
      "def speed_peri(a: float) -> float:\n    return a\n\ndef speed_apo(a: float) -> float:\n    return -a\n\ny = speed_peri(q)  # é\n",
    ],
    [
      "def speed_peri(a: float) -> float:\n    return a\n\ndef speed_apo(a: int) -> float:\n    return -a\n\ny = speed_apo(q)\n",
    ],
    [
      "def f(a):\n    return a\n\ny = f(q)\n",
    ],
  ]);
});
