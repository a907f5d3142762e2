import { copyDropped } from "../../../lib/bugs/operators/copy_dropped.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("copyDropped keeps the object itself where a copy is kept, and nothing where it is only looked through", async () => {
  await assertMutants(copyDropped, [
    ["def f(xs):\n    ys = list(xs)  # é\n    return ys\n", "def f(xs):\n    ys = xs  # é\n    return ys\n"],
    ["self.a = dict(table)\n", "self.a = table\n"],
    ["return_ = self.a.copy()\n", "return_ = self.a\n"],
    ["b = a[:]\n", "b = a\n"],
    ["b = copy.deepcopy(a)\n", "b = a\n"],
    ["for x in list(xs):\n    pass\n"],
    ["b = a[1:]\n"],
    ["b = list(range(3))\n"],
    ["n = len(list(xs))\n"],
    ["b = list(x for x in a)\n"],
  ]);
});
