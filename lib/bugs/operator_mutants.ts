import type { BugStrategy } from "../core/bug_strategy.ts";
import { NO_USAGE } from "../core/usage.ts";
import { mutateModule } from "./mutate_module.ts";

/** What the mutant operators make of the module. */
export const operatorMutants: BugStrategy = {
  name: "operator",
  propose: ({ module: { spec, tree } }) => ({
    candidates: [...mutateModule(spec.correctCode, tree)],
    refused: [],
    usage: NO_USAGE,
  }),
};
