import { iteratorExhausted } from "../../../lib/bugs/operators/iterator_exhausted.ts";
import { assertMutants } from "../../support/mutants_of.ts";

/** A function that sets `p` to an expression and then uses it. */
const used = (value: string, uses: string) => `def f(a, b):\n    p = ${value}  # é\n    return ${uses}\n`;

Deno.test("iteratorExhausted makes an iterator of a list that is only gone through, more than once", async () => {
  const twice = "sum(p), max(x for x in p)";
  await assertMutants(iteratorExhausted, [
    [used("[x + 1 for x in a]", twice), used("(x + 1 for x in a)", twice)],
    [used("list(zip(a, b))", twice), used("zip(a, b)", twice)],
    [used("tuple(x + 1 for x in a)", twice), used("(x + 1 for x in a)", twice)],
    [used("[x + 1 for x in a]", "sum(p)")],
    [used("[x + 1 for x in a]", "sum(p) / len(p)")],
    [used("[x + 1 for x in a]", "sum(p) + p[0] + max(p)")],
    [used("list(a)", twice)],
    ["p = [x for x in a]\ny = sum(p) + max(p)\n"],
  ]);
});
