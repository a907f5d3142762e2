import { appendExtend } from "../../../lib/bugs/operators/append_extend.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("appendExtend swaps the two where the argument is evidently a list, and leaves plain items alone", async () => {
  await assertMutants(appendExtend, [
    ["rows.append([x, y])  # é\n", "rows.extend([x, y])  # é\n"],
    ["rows.append((x, y))\n", "rows.extend((x, y))\n"],
    ["rows.extend(more)\n", "rows.append(more)\n"],
    ["rows.append(x)\n"],
    ["rows.append('text')\n"],
    ["append([1])\n"],
  ]);
});
