import type { BugRequest, Proposal, TrivialBug } from "../core/bug_strategy.ts";
import type { Chat } from "../core/chat.ts";
import { complicateMessages } from "./llm_prompts.ts";
import { readBugAnswer } from "./read_bug_answer.ts";
import type { WrittenKind } from "./written_bug.ts";

/** Asks once for subtler bugs in place of those that anyone sees at once. */
export async function complicateBugs(
  chat: Chat,
  { request, trivial, kind }: {
    request: BugRequest;
    trivial: readonly TrivialBug[];
    kind: WrittenKind;
  },
): Promise<Proposal> {
  const { module, subject, signal } = request;
  const messages = complicateMessages(request, trivial);
  return readBugAnswer(await chat.ask({ purpose: "complicate", subject, messages, signal }), module, kind);
}
