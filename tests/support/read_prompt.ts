import type { Seed } from "../../lib/core/seed.ts";
import { isMapping } from "../../lib/core/text_check.ts";

/** A conversation as a model is sent it, and what it asks for. */
export interface ReadPrompt {
  readonly asked:
    | "module"
    | "repair"
    | "llm_variant"
    | "llm_feature"
    | "complicate"
    | "narration"
    | "scenario"
    | "other";
  /** All that the user said, the last turn last. */
  readonly said: readonly string[];
  /** The model's own last turn; null where it has not spoken. */
  readonly answered: string | null;
  /** The scenario of a module that is asked for. */
  readonly seed: Seed | null;
  /** The source of the module that is told of. */
  readonly code: string | null;
  /** How many things are asked for. */
  readonly count: number;
}

/** What a request's body asks for, known by the words of the program's own prompts. */
export function readPrompt(body: unknown): ReadPrompt {
  const messages = messagesOf(body);
  const said = messages.filter(({ role }) => role === "user").map(({ content }) => content);
  const answered = messages.findLast(({ role }) => role === "assistant")?.content ?? null;
  const all = said.join("\n");
  const seed = readSeed(all);
  const code = /<module file="[^"]*">\n([^]*?)<\/module>/.exec(all)?.[1] ?? null;
  const count = Number(/\b(?:Write|Invent) (\d+) /.exec(all)?.[1] ?? 1);
  return { asked: askedFor(all, { seed, code, answered }), said, answered, seed, code, count };
}

function askedFor(
  said: string,
  { seed, code, answered }: Pick<ReadPrompt, "seed" | "code" | "answered">,
): ReadPrompt["asked"] {
  if (seed !== null) return answered !== null || said.includes(" was refused: ") ? "repair" : "module";
  if (/^Invent \d+ new /m.test(said)) return "scenario";
  if (said.startsWith("<conversation>\n")) return "narration";
  if (code === null) return "other";
  if (said.includes("too easy to find")) return "complicate";
  if (/^Write \d+ bugs? for this module/m.test(said)) return "llm_variant";
  return said.includes("Make one change of this module") ? "llm_feature" : "other";
}

function readSeed(text: string): Seed | null {
  const found = /^domain: (".*")\ntopic: (".*")\nsubtopic: (".*")$/m.exec(text);
  if (found === null) return null;
  const [domain, topic, subtopic] = found.slice(1).map((quoted) => JSON.parse(quoted) as string);
  return { domain: domain!, topic: topic!, subtopic: subtopic! };
}

function messagesOf(body: unknown): { role: string; content: string }[] {
  const messages = (body as { messages?: unknown } | null)?.messages;
  if (!Array.isArray(messages)) return [];
  return messages.filter(isMapping).map(({ role, content }) => ({
    role: String(role),
    content: String(content),
  }));
}
