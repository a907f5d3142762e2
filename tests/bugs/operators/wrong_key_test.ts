import { wrongKey } from "../../../lib/bugs/operators/wrong_key.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("wrongKey reads the entry of a similar key, or else the first other one, of the same dictionary", async () => {
  await assertMutants(wrongKey, [
    [
      'T = {"b": 1, "k_off": 2, "k_on": 3}\ny = T["k_on"]  # é\n',
      'T = {"b": 1, "k_off": 2, "k_on": 3}\ny = T["k_off"]  # é\n',
    ],
    [
      "def f(row):\n    row['n'] = 1\n    return row.get('mass', 0.0)\n",
      "def f(row):\n    row['n'] = 1\n    return row.get('n', 0.0)\n",
    ],
    ['y = row["a"] - row["b"]\n'],
    ['y = row["a"]\nz = other["b"]\n'],
    ['row["a"] = 1\nrow["b"] = 2\n'],
    ["y = row[0] + row[1]\n"],
  ]);
});
