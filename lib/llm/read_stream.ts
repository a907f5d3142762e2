/** Whether a body is a stream of server-sent events, whatever the server calls it. No JSON begins so. */
export function isStream(text: string): boolean {
  return /^\s*(?::|(?:data|event|id|retry):)/.test(text);
}

/**
 * The chat completion that a stream of chunks amounts to, in the shape of one that is not streamed; null
 * where the stream is not whole, or a chunk is not JSON. Where a chunk holds an error, that alone is given.
 *
 * Nothing is streamed that asks for no stream, but there are servers that stream all the same.
 */
export function joinStream(text: string): unknown {
  const parts: unknown[] = [];
  let refusal = "";
  let finishReason: unknown = null;
  let usage: unknown = null;
  let whole = false;
  let answers = false;
  for (const data of eventsOf(text)) {
    whole = data === "[DONE]";
    if (whole) break;
    const chunk = parseChunk(data);
    if (chunk === null) return null;
    usage = chunk.usage ?? usage;
    if (chunk.error !== undefined && chunk.error !== null) return { error: chunk.error, usage };
    const choice = Array.isArray(chunk.choices) ? chunk.choices[0] : undefined;
    if (!isRecord(choice) || (choice.index ?? 0) !== 0) continue;
    answers = true;
    finishReason = choice.finish_reason ?? finishReason;
    const delta = choice.delta ?? choice.message;
    if (!isRecord(delta)) continue;
    if (typeof delta.content === "string") parts.push({ type: "text", text: delta.content });
    else if (Array.isArray(delta.content)) { for (const part of delta.content) parts.push(part); }
    if (typeof delta.refusal === "string") refusal += delta.refusal;
  }
  if (!whole && finishReason === null) return null;
  const choice = { message: { content: parts, refusal }, finish_reason: finishReason };
  return { choices: answers ? [choice] : [], usage };
}

/** The data of the events, each a line: JSON is sent in one. Comments and other fields are left out. */
function eventsOf(text: string): string[] {
  const lines = text.split(/[\r\n]+/).map((line) => line.trim());
  return lines.filter((line) => line.startsWith("data:")).map((line) => line.slice(5).trim())
    .filter((data) => data !== "");
}

function parseChunk(data: string): Readonly<Record<string, unknown>> | null {
  try {
    const chunk: unknown = JSON.parse(data);
    return isRecord(chunk) ? chunk : null;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return null;
    throw error;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
