import { weightsSwapped } from "../../../lib/bugs/operators/weights_swapped.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("weightsSwapped exchanges a weight and its complement between two terms", async () => {
  await assertMutants(weightsSwapped, [
    ["y = (1.0 - w) * a + w * b  # é\n", "y = w * a + (1.0 - w) * b  # é\n"],
    ["y = k * self.w * a + b * (1 - self.w)\n", "y = k * (1 - self.w) * a + b * self.w\n"],
    ["y = (1.0 - w) * a + v * b\n"],
    ["y = (2.0 - w) * a + w * b\n"],
    ["y = (1.0 - w) * a - w * b\n"],
    ["y = (1.0 - w) + w * b\n"],
  ]);
});
