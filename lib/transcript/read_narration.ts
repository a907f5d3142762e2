import type { Field } from "../answers/answer_shape.ts";
import { readMapping } from "../answers/read_mapping.ts";
import { accept, type Outcome } from "../core/rejection.ts";
import { kindOf } from "../core/text_check.ts";
import { problem } from "./narration_problem.ts";
import { REASONING_KEYS, type ReasoningKey } from "./turn_draft.ts";

const SHAPE: Readonly<Record<ReasoningKey, Field>> = {
  plan: "prose",
  reading: "prose",
  narrowing: "prose",
  explanation: "prose",
  closing: "prose",
};

/** The text of each turn, or why there is none. */
export type NarratedTexts = Readonly<Record<ReasoningKey, Outcome<string>>>;

/**
 * Reads the answer to a request for reasoning; refused where it has a text for no turn at all. A text that
 * may be cut or was joined by YAML is refused alone.
 */
export function readNarration(text: string): Outcome<NarratedTexts> {
  const { reading, rejection } = readMapping(
    text,
    SHAPE,
    ({ document }) => REASONING_KEYS.every((key) => Object.hasOwn(document, key)),
  );
  if (reading === null) return unreadable(rejection!.detail);
  const textOf = (key: ReasoningKey): Outcome<string> => {
    const doubt = reading.problems.get(key);
    if (doubt !== undefined) return unreadable(doubt);
    const value = Object.hasOwn(reading.document, key) ? reading.document[key] : undefined;
    if (value === undefined || value === null) {
      return { ok: false, rejection: problem("missing", "the answer has no text for it") };
    }
    const lines = Array.isArray(value) ? value : [value];
    if (!lines.every((line) => typeof line === "string")) {
      return unreadable(`${key} is ${kindOf(value)}, not a text`);
    }
    return accept(lines.join("\n").replaceAll("\r\n", "\n").trim());
  };
  const texts = Object.fromEntries(REASONING_KEYS.map((key) => [key, textOf(key)])) as Record<
    ReasoningKey,
    Outcome<string>
  >;
  if (REASONING_KEYS.some((key) => Object.hasOwn(reading.document, key))) return accept(texts);
  const [doubt] = reading.problems.values();
  return unreadable(doubt ?? "the answer has none of the keys");
}

function unreadable<T>(detail: string): Outcome<T> {
  return { ok: false, rejection: problem("unreadable", detail) };
}
