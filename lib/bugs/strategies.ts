import type { BugStrategy } from "../core/bug_strategy.ts";
import type { Chat } from "../core/chat.ts";
import { authorVariants } from "./author_variants.ts";
import { llmFeature } from "./llm_feature.ts";
import { llmVariants } from "./llm_variants.ts";
import type { StrategyWeights } from "./choose_strategies.ts";
import { mutantsOf, operatorMutants } from "./operator_mutants.ts";
import { type OperatorSelection, selectOperators } from "./select_operators.ts";

/** Where candidates come from, in the order in which they are asked. */
export const STRATEGIES: readonly BugStrategy[] = [
  authorVariants,
  operatorMutants,
];

/**
 * {@linkcode STRATEGIES} with these operators only. The author's own bugs, which no operator made, are left out unless they
 * are weighed.
 *
 * @throws {UsageError} where a name is unknown.
 */
export function selectStrategies(
  selection: OperatorSelection,
  weights: StrategyWeights | null,
): readonly BugStrategy[] {
  if (selection.families === null && selection.operators === null) return STRATEGIES;
  const mutants = mutantsOf(selectOperators(selection));
  return weights?.[authorVariants.name] ? [authorVariants, mutants] : [mutants];
}

/** The strategies that ask a model: each request costs, so they are asked only where they are weighed. */
export function llmStrategies(chat: Chat): readonly BugStrategy[] {
  return [llmVariants(chat), llmFeature(chat)];
}
