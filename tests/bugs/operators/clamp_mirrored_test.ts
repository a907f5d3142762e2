import { clampMirrored } from "../../../lib/bugs/operators/clamp_mirrored.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("clampMirrored takes the absolute value in place of a limit at zero, and of no other limit", async () => {
  await assertMutants(clampMirrored, [
    ["y = max(0.0, a - b)  # é\n", "y = abs(a - b)  # é\n"],
    ["y = max(a, 0) * b\n", "y = abs(a) * b\n"],
    ["y = max(1.0, a)\n"],
    ["y = min(0.0, a)\n"],
    ["y = max(0.0, a, b)\n"],
    ["y = max(a, b)\n"],
  ]);
});
