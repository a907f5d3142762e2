import type { BugStrategy } from "../core/bug_strategy.ts";
import { authorVariants } from "./author_variants.ts";
import { operatorMutants } from "./operator_mutants.ts";

/** Where candidates come from, in the order in which they are asked. */
export const STRATEGIES: readonly BugStrategy[] = [
  authorVariants,
  operatorMutants,
];
