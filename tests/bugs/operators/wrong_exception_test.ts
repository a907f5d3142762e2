import { wrongException } from "../../../lib/bugs/operators/wrong_exception.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("wrongException raises another class in the first check of a function", async () => {
  await assertMutants(wrongException, [
    [
      'def f(x):  # é\n    if x < 0:\n        raise ValueError("é")\n    if x > 9:\n        raise ValueError("é")\n',
      'def f(x):  # é\n    if x < 0:\n        raise TypeError("é")\n    if x > 9:\n        raise ValueError("é")\n',
    ],
    [
      "if key not in table:\n    raise KeyError\n",
      "if key not in table:\n    raise ValueError\n",
    ],
    [
      'if x:\n    raise OwnError("bad")\n',
    ],
    [
      'if x:\n    y = 1\n    raise ValueError("bad")\n',
    ],
  ]);
});
