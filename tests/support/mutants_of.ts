import { assertEquals } from "@std/assert";
import { mutateModule } from "../../lib/bugs/mutate_module.ts";
import type { MutantOperator } from "../../lib/core/operator.ts";
import { parsePythonAll } from "./parse_python.ts";

/** A snippet of Python and all the code that one operator makes of it. */
export type MutantRow = readonly [source: string, ...mutants: string[]];

/** Compares the mutants of each row's snippet with the row. */
export async function assertMutants(operator: MutantOperator, rows: readonly MutantRow[]): Promise<void> {
  const trees = await parsePythonAll(rows.map(([source]) => source));
  const found = rows.map(([source], at) => [
    source,
    ...[...mutateModule(source, trees[at]!, [operator])].map(({ code }) => code),
  ]);
  assertEquals(found, rows.map((row) => [...row]));
}
