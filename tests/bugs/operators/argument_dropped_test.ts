import { argumentDropped } from "../../../lib/bugs/operators/argument_dropped.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("argumentDropped lets a default take the place of the last argument", async () => {
  await assertMutants(argumentDropped, [
    [
      "def area(r, scale=1.0):\n    return r\n\ny = area(2.0, k)  # keep\n",
      "def area(r, scale=1.0):\n    return r\n\ny = area(2.0)  # keep\n",
    ],
    [
      "def area(r, *, scale=1.0):\n    return r\n\ny = area(r, scale=k)\n",
      "def area(r, *, scale=1.0):\n    return r\n\ny = area(r)\n",
    ],
    [
      "def area(r, scale):\n    return r\n\ny = area(2.0, k)\n",
    ],
    [
      "ys = sorted(xs, reverse=True)\n",
      "ys = sorted(xs)\n",
    ],
  ]);
});
