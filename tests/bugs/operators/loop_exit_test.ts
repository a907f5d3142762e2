import { loopExit } from "../../../lib/bugs/operators/loop_exit.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("loopExit swaps break and continue in `for` only", async () => {
  await assertMutants(loopExit, [
    [
      "for x in xs:\n    if x:\n        break  # found\n",
      "for x in xs:\n    if x:\n        continue  # found\n",
    ],
    [
      "for x in xs:\n    if x:\n        continue\n    y = x\n",
      "for x in xs:\n    if x:\n        break\n    y = x\n",
    ],
    [
      "while True:\n    if x:\n        break\n",
    ],
    [
      "for i in range(n):\n    if abs(step) < TOLERANCE:\n        break\n",
    ],
  ]);
});
