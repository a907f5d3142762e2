import { popEnd } from "../../../lib/bugs/operators/pop_end.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("popEnd takes from the other end of what is emptied from the front, and leaves stacks alone", async () => {
  await assertMutants(popEnd, [
    ["node = queue.popleft()  # é\n", "node = queue.pop()  # é\n"],
    ["node = self.open.pop(0)\n", "node = self.open.pop()\n"],
    ["node = stack.pop()\n"],
    ["value = table.pop('key')\n"],
    ["value = xs.pop(1)\n"],
  ]);
});
