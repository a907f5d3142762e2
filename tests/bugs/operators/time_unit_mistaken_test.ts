import { timeUnitMistaken } from "../../../lib/bugs/operators/time_unit_mistaken.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("timeUnitMistaken takes the number of another pair of units, where a time is converted", async () => {
  await assertMutants(timeUnitMistaken, [
    ["t = 3600.0 * x  # é\n", "t = 60.0 * x  # é\n"],
    ["SECONDS_PER_DAY = 86400\n", "SECONDS_PER_DAY = 3600\n"],
    ["share = hours / 24.0\n", "share = hours / 60.0\n"],
    ["m = seconds // 60\n", "m = seconds // 3600\n"],
    ["arm = m / (24.0 * volume)\n"],
    ["BANDS = 60\n"],
    ["limit = 3600.0\n"],
    ["x = y * 100.0\n"],
  ]);
});
