import { rowsAliased } from "../../../lib/bugs/operators/rows_aliased.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("rowsAliased repeats one container where entries are changed later, and leaves fixed ones alone", async () => {
  await assertMutants(rowsAliased, [
    [
      "m = [[0.0] * n for _ in range(n + 1)]  # é\nm[i][j] += 1.0\n",
      "m = [[0.0] * n] * (n + 1)  # é\nm[i][j] += 1.0\n",
    ],
    [
      "self.near = {k: [] for k in names}\nself.near[a].append(b)\n",
      "self.near = dict.fromkeys(names, [])\nself.near[a].append(b)\n",
    ],
    ["m = [[0.0] * n for _ in range(n)]\ny = m[i][j]\n"],
    ["m = [[i] * n for i in range(n)]\nm[i][j] = 1.0\n"],
    ["m = [0.0 for _ in range(n)]\nm[i] = 1.0\n"],
    ["m = [[] for x in xs]\nm[0].append(1)\n"],
  ]);
});
