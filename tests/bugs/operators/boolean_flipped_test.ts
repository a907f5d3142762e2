import { booleanFlipped } from "../../../lib/bugs/operators/boolean_flipped.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("booleanFlipped flips flags and answers, not `while True`", async () => {
  await assertMutants(booleanFlipped, [
    [
      "def f(periodic=True):  # wraps\n    return g(x, strict=False)\n",
      "def f(periodic=False):  # wraps\n    return g(x, strict=False)\n",
      "def f(periodic=True):  # wraps\n    return g(x, strict=True)\n",
    ],
    [
      "while True:\n    break\n",
    ],
    [
      "'''True'''\nx = 'False'\n",
    ],
  ]);
});
