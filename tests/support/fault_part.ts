import type { Healthy } from "../../lib/bugs/edit_place.ts";
import type { FaultPart } from "../../lib/bugs/fault_parts.ts";
import { mutateModule } from "../../lib/bugs/mutate_module.ts";
import { parsePythonAll } from "./parse_python.ts";

/** A module, and one of its operator bugs as a fault. */
export async function faultOf(
  source: string,
  faulty: string,
): Promise<{ readonly part: FaultPart; readonly healthy: Healthy; readonly faulty: Healthy }> {
  const [tree, faultyTree] = await parsePythonAll([source, faulty]);
  const bug = mutateModule(source, tree!).find(({ code }) => code === faulty);
  if (bug === undefined) throw new Error(`Cannot make "${faulty}": no operator does`);
  const { edits, code, function: name, line, description, rootCause } = bug;
  return {
    part: { edits, code, told: { function: name, line, description, rootCause }, isOperator: true },
    healthy: { source, tree: tree! },
    faulty: { source: faulty, tree: faultyTree! },
  };
}
