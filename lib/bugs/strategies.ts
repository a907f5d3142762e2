import type { BugStrategy } from "../core/bug_strategy.ts";
import type { Chat } from "../core/chat.ts";
import { authorVariants } from "./author_variants.ts";
import { llmFeature } from "./llm_feature.ts";
import { llmVariants } from "./llm_variants.ts";
import { operatorMutants } from "./operator_mutants.ts";

/** Where candidates come from, in the order in which they are asked. */
export const STRATEGIES: readonly BugStrategy[] = [
  authorVariants,
  operatorMutants,
];

/** The strategies that ask a model: each request costs, so they are asked only where they are weighed. */
export function llmStrategies(chat: Chat): readonly BugStrategy[] {
  return [llmVariants(chat), llmFeature(chat)];
}
