import { failureReturned } from "../../../lib/bugs/operators/failure_returned.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("failureReturned returns what a loop that fails has last", async () => {
  await assertMutants(failureReturned, [
    [
      'def f(x):\n    while True:\n        x = g(x)  # é\n        if h(x):\n            return x\n    raise ArithmeticError("é")\n',
      "def f(x):\n    while True:\n        x = g(x)  # é\n        if h(x):\n            return x\n    return x\n",
    ],
    [
      'def f(xs):\n    for x in xs:\n        if h(x):\n            return x\n    raise ValueError("none")\n',
    ],
    [
      'def f(x):\n    for _ in range(9):\n        x = g(x)\n        if h(x):\n            return x\n    raise ArithmeticError("none")  # why\n',
    ],
  ]);
});
