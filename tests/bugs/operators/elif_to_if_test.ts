import { elifToIf } from "../../../lib/bugs/operators/elif_to_if.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("elifToIf starts a new `if` where the branch before falls through", async () => {
  await assertMutants(elifToIf, [
    [
      "if a:\n    x = 1\nelif b:  # second\n    x = 2\nelse:\n    x = 3\n",
      "if a:\n    x = 1\nif b:  # second\n    x = 2\nelse:\n    x = 3\n",
    ],
    [
      "def f(a):\n    if a:\n        return 1\n    elif b:\n        return 2\n    return 3\n",
    ],
    [
      "if a:\n    x = 1\nelif b:\n    x = 2\n",
    ],
    [
      "if a:\n    x = 1\nelse:\n    if b:\n        x = 2\n",
    ],
  ]);
});
