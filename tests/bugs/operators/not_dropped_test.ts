import { notDropped } from "../../../lib/bugs/operators/not_dropped.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("notDropped drops `not` except in guards and loop conditions", async () => {
  await assertMutants(notDropped, [
    [
      "ok = not  (a or b)  # é\n",
      "ok = a or b  # é\n",
    ],
    [
      "if not x:\n    raise ValueError(x)\n",
    ],
    [
      "while not x:\n    x = y\n",
    ],
  ]);
});
