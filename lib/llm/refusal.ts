import { foreignLine } from "./redact.ts";
import { readRetryAfter } from "./retry_after.ts";

/** What a server said instead of an answer. Nothing of it is shown as it is: it may repeat the key. */
export interface Refusal {
  /** HTTP status; the one that a body stands for where an error came with 200. */
  readonly status: number;
  /** In the server's words; "" where it has none. */
  readonly message: string;
  /** Such as "unsupported_parameter"; null where the server gives none. */
  readonly code: string | null;
  /** Such as "insufficient_quota". */
  readonly type: string | null;
  /** The parameter that is wrong, such as "max_tokens". */
  readonly param: string | null;
  /** How long the server wants to be left alone. */
  readonly retryAfterMs: number | null;
}

/** The part of the client's error that says what the server said. */
export interface StatusError {
  /** HTTP status. */
  readonly status: number;
  /** Begins with the status. */
  readonly message: string;
  /** The body's `error`, or the whole body where it has none. */
  readonly error: unknown;
  /** Where the client kept them. */
  readonly headers: Headers | undefined;
}

/** Statuses that an error within a 200 may stand for: of others, such as 401, it may be another server's. */
const BELIEVED_STATUSES: readonly unknown[] = [400, 408, 409, 413, 422, 425, 429];
const BAD_GATEWAY = 502;
/** Characters of a message that are kept: more than `foreignLine()` looks at, which ends at a whole word. */
const MOST_KEPT = 8_000;

/** A refusal from an error status. */
export function readRefusal({ status, message, error, headers }: StatusError): Refusal {
  const said = message.replace(new RegExp(`^${status} ?`), "");
  return {
    status,
    ...readSaid(error, said === "status code (no body)" ? "" : said),
    retryAfterMs: headers === undefined ? null : readRetryAfter(headers, Date.now()),
  };
}

/**
 * A refusal from the body of a 200, as OpenRouter answers where the provider behind it fails; null where the
 * body holds no error, or choices beside it.
 */
export function refusalWithin(body: unknown): Refusal | null {
  if (!isRecord(body) || (Array.isArray(body.choices) && body.choices.length > 0)) return null;
  const { error } = body;
  if (!isRecord(error) && (typeof error !== "string" || error === "")) return null;
  const code = isRecord(error) ? error.code : null;
  const serverError = Number.isInteger(code) && (code as number) >= 500 && (code as number) < 600;
  return {
    status: serverError || BELIEVED_STATUSES.includes(code) ? code as number : BAD_GATEWAY,
    ...readSaid(error, "an error instead of an answer"),
    retryAfterMs: null,
  };
}

/** "status 429: slow down", in one line without secrets. */
export function describeRefusal({ status, message }: Refusal, apiKey: string): string {
  return message === "" ? `status ${status}` : `status ${status}: ${foreignLine(message, apiKey)}`;
}

/** @param otherwise The message where the error has none of its own. */
function readSaid(
  error: unknown,
  otherwise: string,
): Pick<Refusal, "message" | "code" | "type" | "param"> {
  const otherMessage = otherwise.slice(0, MOST_KEPT);
  // Gemini sends a list of one.
  const body = Array.isArray(error) && error.length === 1 && isRecord(error[0]) ? error[0] : error;
  const said = isRecord(body) && isRecord(body.error) ? body.error : body;
  if (!isRecord(said)) {
    const message = typeof said === "string" ? said.slice(0, MOST_KEPT) : otherMessage;
    return { message, code: null, type: null, param: null };
  }
  const message = text(said.message) ?? otherMessage;
  const behind = isRecord(said.metadata) ? text(said.metadata.raw) : null;
  return {
    // What the provider behind OpenRouter said tells more than that it said something.
    message: behind === null ? message : `${message}: ${behind}`,
    code: text(said.code),
    type: text(said.type),
    param: text(said.param),
  };
}

function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value.slice(0, MOST_KEPT) : null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
