import type { Role, Turn } from "../core/payload.ts";

/** The turns whose reasoning may be worded anew, in their order. */
export const REASONING_KEYS = ["plan", "reading", "narrowing", "explanation", "closing"] as const;

/** One of the turns that hold reasoning. */
export type ReasoningKey = typeof REASONING_KEYS[number];

/** A turn in its parts: facts, which stay, and the reasoning between them, which a model may word. */
export interface TurnDraft {
  readonly role: Role;
  /** By which its reasoning is asked for; null for a turn that is facts alone. */
  readonly key: ReasoningKey | null;
  /** Facts that come first, in Markdown; "" where there are none. */
  readonly before: string;
  /** The reasoning as it was composed; "" where the facts speak for themselves. */
  readonly prose: string;
  /** Facts that come last; "" where there are none. */
  readonly after: string;
  /** Whether the composed reasoning goes on in the paragraph of the facts before it. */
  readonly runsOn?: boolean;
}

/** A turn of facts alone. */
export function factsOnly(role: Role, facts: string): TurnDraft {
  return { role, key: null, before: facts, prose: "", after: "" };
}

/** A draft as it is told: with the composed reasoning, or with another in its place. */
export function tellDraft({ role, before, prose, after, runsOn }: TurnDraft, narrated?: string): Turn {
  const lead = narrated === undefined && runsOn ? [`${before} ${prose}`] : [before, narrated ?? prose];
  return { role, content: [...lead, after].filter((part) => part !== "").join("\n\n") };
}
