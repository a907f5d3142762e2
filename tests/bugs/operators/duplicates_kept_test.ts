import { duplicatesKept } from "../../../lib/bugs/operators/duplicates_kept.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("duplicatesKept drops a set where it matters how often an item occurs", async () => {
  await assertMutants(duplicatesKept, [
    ["n = len(set(xs))  # é\n", "n = len(xs)  # é\n"],
    ["for x in sorted(set(a + b)):\n    f(x)\n", "for x in sorted(a + b):\n    f(x)\n"],
    ["n = len(set(f(x) for x in xs))\n", "n = len([f(x) for x in xs])\n"],
    ["y = [g(x) for x in {f(x) for x in xs}]\n", "y = [g(x) for x in [f(x) for x in xs]]\n"],
    ["n = len({a, b})\n", "n = len([a, b])\n"],
    ["ok = len(set(xs)) == len(xs)\n"],
    ["ok = set(xs) <= set(ys)\n"],
    ["seen = set(xs)\nn = max(set(xs))\n"],
    ["n = len(set())\n"],
  ]);
});
