import { assignmentsSwapped } from "../../../lib/bugs/operators/assignments_swapped.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("assignmentsSwapped swaps two updates that depend on each other and whose names are bound", async () => {
  await assertMutants(assignmentsSwapped, [
    [
      "def step(x, v, dt):\n    v += a * dt\n    x += v * dt\n    return x\n",
      "def step(x, v, dt):\n    x += v * dt\n    v += a * dt\n    return x\n",
    ],
    [
      "def step(x, v, dt):\n    v += a * dt  # kick\n    x += v * dt\n    return x\n",
    ],
    [
      "def step(x, v):\n    y = x\n    z = y\n    return z\n",
    ],
    [
      "def step(x, v):\n    x = x + 1\n    v = v + 1\n    return x\n",
    ],
    [
      "def step(n, now):\n    n += 1\n    end = now + event.n\n    return n + end\n",
    ],
  ]);
});
