import type { AnswerShape, Document } from "../answers/answer_shape.ts";
import { readMapping } from "../answers/read_mapping.ts";
import type { BugStrategy, Proposal } from "../core/bug_strategy.ts";
import type { Chat, ChatAnswer } from "../core/chat.ts";
import { accept, type Outcome, reject } from "../core/rejection.ts";
import type { CheckedSpec } from "../core/spec.ts";
import { badCharacter } from "../core/text_check.ts";
import { describeChange } from "./describe_change.ts";
import { complicateBugs } from "./llm_complicate.ts";
import { featureMessages } from "./llm_prompts.ts";
import { readChange, type WrittenKind } from "./written_bug.ts";

const KIND: WrittenKind = {
  strategy: "llm_feature",
  reasons: "llm_feature",
  mostLines: 80,
  keepsRemarks: false,
};
/** A bug in place of a change that broke everything is written on purpose, and keeps the rules of such. */
const SUBTLER: WrittenKind = { ...KIND, reasons: "llm_bug", mostLines: 24, keepsRemarks: true };

/**
 * A plausible change that a model makes of the module, told to work fast and nothing of bugs. The tests
 * decide whether it broke something by accident.
 */
export function llmFeature(chat: Chat): BugStrategy {
  return {
    name: KIND.strategy,
    async propose(request) {
      const { module, subject, signal } = request;
      const messages = featureMessages(request);
      return readFeature(await chat.ask({ purpose: "llm_feature", subject, messages, signal }), module);
    },
    complicate: (request, trivial) => complicateBugs(chat, { request, trivial, kind: SUBTLER }),
  };
}

const SHAPE = {
  change: "line",
  find: "snippet",
  replace: "snippet",
  edits: { entries: { find: "snippet", replace: "snippet" } },
  code: "code",
} satisfies AnswerShape;

function readFeature(answer: ChatAnswer, module: CheckedSpec): Proposal {
  const { usage } = answer;
  if (answer.kind === "none") {
    return { candidates: [], refused: [{ reason: answer.reason, detail: answer.detail }], usage };
  }
  const document = readDocument(answer.text);
  if (!document.ok) return { candidates: [], refused: [document.rejection], usage };
  const read = readChange(document.value, module, KIND);
  if (!read.ok) return { candidates: [], refused: [read.rejection], usage };
  const change = wordsOf(document.value.change);
  const told = describeChange(read.value.edits, { source: module.spec.correctCode, tree: module.tree });
  return { candidates: [{ ...read.value, ...told, change }], refused: [], usage };
}

/** The answer's keys; half of a change is no change. */
function readDocument(text: string): Outcome<Document> {
  const { accepted, reading, rejection } = readMapping(
    text,
    SHAPE,
    ({ document, unread }) => unread.size === 0 && ["edits", "find", "code"].some((key) => key in document),
  );
  if (accepted && reading !== null) return accept(reading.document);
  const doubts = reading === null ? [rejection?.detail ?? "the answer cannot be read"] : [
    ...reading.problems.values(),
    ...[...reading.unread.values()].flatMap((entries) => [...entries.values()]),
  ];
  return reject("llm_feature_unreadable", doubts.join("; ") || "the answer changes nothing");
}

/** The model's sentence on its change, on one line; "" where it gave none. */
function wordsOf(change: unknown): string {
  if (typeof change !== "string" || badCharacter(change, "prose") !== null) return "";
  const line = change.trim().replaceAll(/\s+/g, " ").replace(/\.$/, "");
  return line.length <= 200 ? line : "";
}
