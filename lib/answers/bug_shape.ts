import type { AnswerShape } from "./answer_shape.ts";

/** The keys of a bug: one text to find and one to put there, or several such pairs, or the whole code. */
export const BUG_SHAPE = {
  description: "line",
  root_cause: "line",
  find: "snippet",
  replace: "snippet",
  edits: { entries: { find: "snippet", replace: "snippet" } },
  code: "code",
} satisfies AnswerShape;
