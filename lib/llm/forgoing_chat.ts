import type { Chat } from "../core/chat.ts";
import { BudgetError } from "../core/errors.ts";
import { NO_USAGE } from "../core/usage.ts";

/**
 * The same model for what a task can do without, such as narration: where a limit on cost, tokens or requests is
 * reached, there is no answer, and the task that was paid so far is finished without it.
 */
export function forgoingChat(chat: Chat): Chat {
  return {
    model: chat.model,
    async ask(request) {
      try {
        return await chat.ask(request);
      } catch (error) {
        if (!(error instanceof BudgetError)) throw error;
        return { kind: "none", reason: "budget_reached", detail: error.message, usage: NO_USAGE };
      }
    },
  };
}
