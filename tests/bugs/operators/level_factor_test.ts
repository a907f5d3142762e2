import { levelFactor } from "../../../lib/bugs/operators/level_factor.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("levelFactor swaps the factors of powers and amplitudes at decimal logarithms and powers of ten only", async () => {
  await assertMutants(levelFactor, [
    ["y = 20.0 * math.log10(x) + c  # é\n", "y = 10.0 * math.log10(x) + c  # é\n"],
    ["y = log10(x / r) * 10\n", "y = log10(x / r) * 20\n"],
    ["y = 10.0 ** (db / 20)\n", "y = 10.0 ** (db / 10)\n"],
    ["m = 5 * math.log10(d)\n", "m = 2.5 * math.log10(d)\n"],
    ["y = 20.0 * math.log(x)\n"],
    ["y = 20.0 * x\n"],
    ["y = 2.0 ** (x / 10.0)\n"],
    ["y = 3.0 * math.log10(x)\n"],
  ]);
});
