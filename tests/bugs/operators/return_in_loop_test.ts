import { returnInLoop } from "../../../lib/bugs/operators/return_in_loop.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("returnInLoop indents the return after a loop", async () => {
  await assertMutants(returnInLoop, [
    [
      "def f(xs):\n    for x in xs:\n        total += x\n    # done\n    return total  # sum\n",
      "def f(xs):\n    for x in xs:\n        total += x\n    # done\n        return total  # sum\n",
    ],
    [
      "def f(xs):\n    while a:\n        a = b\n    return a\n",
    ],
    [
      "def f(xs):\n    for x in xs:\n        return x\n    return None\n",
    ],
  ]);
});
