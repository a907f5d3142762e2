import type { BugStrategy } from "../core/bug_strategy.ts";
import type { MutantOperator } from "../core/operator.ts";
import { NO_USAGE } from "../core/usage.ts";
import { mutateModule } from "./mutate_module.ts";
import { OPERATORS } from "./operators/registry.ts";

/** What the mutant operators make of the module. */
export const operatorMutants: BugStrategy = mutantsOf(OPERATORS);

/** What these operators make of the module. */
export function mutantsOf(operators: readonly MutantOperator[]): BugStrategy {
  return {
    name: "operator",
    propose: ({ module: { spec, tree } }) => ({
      candidates: [...mutateModule(spec.correctCode, tree, operators)],
      refused: [],
      usage: NO_USAGE,
    }),
  };
}
