import type { BugStrategy } from "../core/bug_strategy.ts";
import { mutateModule } from "./mutate_module.ts";

/** What the mutant operators make of the module. */
export const operatorMutants: BugStrategy = {
  name: "operator_mutants",
  propose: ({ spec, tree }) => mutateModule(spec.correctCode, tree),
};
