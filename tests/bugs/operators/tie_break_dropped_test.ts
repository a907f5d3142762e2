import { tieBreakDropped } from "../../../lib/bugs/operators/tie_break_dropped.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("tieBreakDropped drops the last part of a sorting key, and of no other tuple", async () => {
  await assertMutants(tieBreakDropped, [
    ["y = sorted(xs, key=lambda x: (-x.a, x.b))  # é\n", "y = sorted(xs, key=lambda x: -x.a)  # é\n"],
    ["xs.sort(key=lambda x: (x.a, (x.b), x.c))\n", "xs.sort(key=lambda x: (x.a, (x.b)))\n"],
    ["y = min(xs, key=lambda i: (t[i], i))\n", "y = min(xs, key=lambda i: t[i])\n"],
    ["y = sorted(range(n), key=lambda i: (t[i], i))\n"],
    ["y = sorted(xs, key=lambda x: x.a)\n"],
    ["f = lambda x: (x.a, x.b)\n"],
    ["y = fit(xs, model=lambda x: (x.a, x.b))\n"],
  ]);
});
