import type { BugStrategy } from "../core/bug_strategy.ts";
import type { Chat } from "../core/chat.ts";
import { complicateBugs } from "./llm_complicate.ts";
import { variantMessages } from "./llm_prompts.ts";
import { readBugAnswer } from "./read_bug_answer.ts";
import type { WrittenKind } from "./written_bug.ts";

const KIND: WrittenKind = {
  strategy: "llm_variant",
  reasons: "llm_bug",
  mostLines: 24,
  keepsRemarks: true,
};

/** How bugs are asked for. */
export interface VariantOptions {
  /** Bugs asked for in the one request. Default: 6. */
  readonly count?: number;
}

/** Realistic bugs that a model writes for the module, all in one request. */
export function llmVariants(chat: Chat, { count = 6 }: VariantOptions = {}): BugStrategy {
  return {
    name: KIND.strategy,
    async propose(request) {
      const { module, subject, signal } = request;
      const messages = variantMessages(request, count);
      return readBugAnswer(
        await chat.ask({ purpose: "llm_variant", subject, messages, signal }),
        module,
        KIND,
      );
    },
    complicate: (request, trivial) => complicateBugs(chat, { request, trivial, kind: KIND }),
  };
}
