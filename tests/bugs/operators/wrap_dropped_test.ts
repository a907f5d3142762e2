import { wrapDropped } from "../../../lib/bugs/operators/wrap_dropped.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("wrapDropped drops a modulo, but no parity and no format", async () => {
  await assertMutants(wrapDropped, [
    [
      "y = angle % (2.0 * math.pi)  # é\n",
      "y = angle  # é\n",
    ],
    [
      "y = (a + b) % n\n",
      "y = a + b\n",
    ],
    [
      "ok = n % 2 == 0\ns = '%d' % n\n",
    ],
    [
      "y = math.cos(turn * (k * i % n)) + math.sqrt(a % n)\n",
      "y = math.cos(turn * (k * i % n)) + math.sqrt(a)\n",
    ],
  ]);
});
