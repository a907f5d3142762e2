import type { Chat, ChatAnswer, ChatRequest } from "../../lib/core/chat.ts";
import { NO_USAGE, type Usage } from "../../lib/core/usage.ts";

/** What each answer of a {@linkcode scriptedChat} used. */
export const ANSWER_USAGE: Usage = {
  requests: 1,
  kept: 0,
  promptTokens: 100,
  completionTokens: 40,
  costUsd: 0.01,
};

/** What a script says to one question: a text, the reason why there is none, or an error that is thrown. */
export type Line = string | { readonly reason: string; readonly detail: string } | Error;

/** A chat that says these texts in turn and keeps what it was asked; without a network, for what is beyond it. */
export function scriptedChat(...script: readonly Line[]): Chat & { readonly asked: readonly ChatRequest[] } {
  const asked: ChatRequest[] = [];
  return {
    model: "scripted",
    asked,
    ask(request): Promise<ChatAnswer> {
      const line = script[asked.push(request) - 1];
      if (line === undefined) return Promise.reject(new Error(`nobody expected question ${asked.length}`));
      if (line instanceof Error) return Promise.reject(line);
      return Promise.resolve(
        typeof line === "string"
          ? { kind: "text", text: line, usage: ANSWER_USAGE }
          : { kind: "none", ...line, usage: NO_USAGE },
      );
    },
  };
}
