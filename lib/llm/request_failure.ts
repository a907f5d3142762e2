import { messageOf, ProviderError } from "../core/errors.ts";
import type { Rejection } from "../core/rejection.ts";
import { ExchangeEnded, PointsElsewhere } from "./bounded_fetch.ts";
import type { ReportedUsage } from "./completion.ts";
import { foreignLine } from "./redact.ts";
import { describeRefusal, type Refusal } from "./refusal.ts";

/** Why one request gave no answer, and what that means for the next. */
export interface RequestFailure {
  /** For people and for counting questions without answer. */
  readonly rejection: Rejection;
  /** For counting requests: such as "status 429", "connection", "timeout", "stalled", "not JSON". */
  readonly failure: string;
  /** Whether the same request may do better later. */
  readonly again: boolean;
  /** Whether the server has too much to do: fewer requests at once would help. */
  readonly busy: boolean;
  /** How long the server wants to be left alone, in milliseconds. */
  readonly retryAfterMs: number | null;
  /** Whether the server may have worked on it, and count it. */
  readonly mayBeCharged: boolean;
  /** Whether there is a server: false where no connection came about. */
  readonly reached: boolean;
  /** What the server reported that it used all the same; null or left out where it reported nothing. */
  readonly usage?: ReportedUsage | null;
}

/** What is known where a request fails. */
export interface FailedRequest {
  /** For messages. */
  readonly model: string;
  /** Kept out of messages. */
  readonly apiKey: string;
  /** The environment variable that the key is from, for messages. */
  readonly keyVariable: string;
  /** How long the request was given, in milliseconds. */
  readonly requestTimeoutMs: number;
  /** How long its body might be silent, in milliseconds. */
  readonly idleTimeoutMs: number;
}

/** Codes and types by which providers say that the account is used up, whatever the status. */
const QUOTA_CODES: readonly (string | null)[] = [
  "insufficient_quota",
  "insufficient_balance",
  "billing_hard_limit_reached",
  "billing_not_active",
];
/** The same in words: Anthropic says so with status 400, others with 403 or 429. */
const QUOTA_WORDS = /\b(credit balance is too low|insufficient (balance|credits?|funds|quota))\b/i;
const FILTER_CODES: readonly (string | null)[] = ["content_filter", "content_policy_violation"];
/** OpenRouter's words for a prompt that a filter stopped, which is no matter of the key. */
const FILTER_WORDS = /\b(moderation|flagged)\b/i;
const PASSING: readonly number[] = [408, 409, 425, 429];
const BUSY: readonly number[] = [429, 503, 529];

const NO_CONNECTION = /\bclient error \(Connect\)/;

/**
 * What a server's refusal means.
 *
 * @throws {ProviderError} where asking again cannot help: wrong key, no access, unknown model, no quota. It
 * has no `cause`: the client's errors carry headers and bodies in which a server may have repeated the key.
 */
export function explainRefusal(refusal: Refusal, request: FailedRequest): RequestFailure {
  const { status, code, type, message, retryAfterMs } = refusal;
  const said = describeRefusal(refusal, request.apiKey);
  const answered = { failure: `status ${status}`, mayBeCharged: false, reached: true };
  const final = { ...answered, again: false, busy: false, retryAfterMs: null };
  if (FILTER_CODES.includes(code) || (status === 403 && FILTER_WORDS.test(message))) {
    const detail = `the provider's content filter refuses the request (${said})`;
    return { ...final, rejection: { reason: "answer_refused", detail } };
  }
  const usedUp = QUOTA_CODES.includes(code) || QUOTA_CODES.includes(type) ||
    (status < 500 && QUOTA_WORDS.test(message));
  const stop = stopAdvice(status, usedUp, request.keyVariable);
  if (stop !== null) {
    throw new ProviderError(`Cannot ask "${request.model}": ${stop.state} (${said}). ${stop.advice}`);
  }
  // A rate limit that this one request is above: it is so each time.
  const tooLarge = status === 429 && /\brequest too large\b/i.test(message);
  if (!tooLarge && (PASSING.includes(status) || status >= 500)) {
    const rejection = { reason: "provider_unavailable", detail: `the provider fails (${said})` };
    return { ...answered, rejection, again: true, busy: BUSY.includes(status), retryAfterMs };
  }
  const detail = `the provider refuses the request (${said})`;
  return { ...final, rejection: { reason: "request_refused", detail } };
}

/**
 * What a broken or unfinished exchange means; throws what is not the network's fault.
 *
 * @throws {ProviderError} where the server points elsewhere. It has no `cause`, as above.
 */
export function explainBreak(error: Error, request: FailedRequest): RequestFailure {
  const causes = causesOf(error);
  // No permission: the command line names the flag to add.
  const denied = causes.find((cause) => cause instanceof Deno.errors.NotCapable);
  if (denied !== undefined) throw denied;
  const elsewhere = causes.find((cause) => cause instanceof PointsElsewhere);
  if (elsewhere !== undefined) throw redirected(elsewhere, request);
  const ended = causes.find((cause) => cause instanceof ExchangeEnded);
  const known = { busy: false, retryAfterMs: null, reached: true };
  const mayBeCharged = ended === undefined || ended.status === null || ended.status < 400;
  if (ended?.how === "time") {
    const detail = `no whole answer within ${request.requestTimeoutMs / 1_000} s`;
    const reached = ended.status !== null;
    const rejection = { reason: "request_timeout", detail };
    return { ...known, rejection, failure: "timeout", again: false, mayBeCharged, reached };
  }
  if (ended?.how === "size") {
    const rejection = { reason: "answer_too_large", detail: "the server's answer is too long to be read" };
    return { ...known, rejection, failure: "too large", again: false, mayBeCharged };
  }
  if (ended?.how === "idle") {
    const detail = `the answer stalls: not a byte within ${request.idleTimeoutMs / 1_000} s`;
    const rejection = { reason: "provider_unavailable", detail };
    return { ...known, rejection, failure: "stalled", again: true, mayBeCharged };
  }
  const connected = !causes.some(({ message }) => NO_CONNECTION.test(message));
  const why = foreignLine(messageOf(causes.at(-1)), request.apiKey);
  return {
    ...known,
    rejection: { reason: "provider_unavailable", detail: `the connection fails: ${why}` },
    failure: "connection",
    again: true,
    mayBeCharged: connected && mayBeCharged,
    reached: connected,
  };
}

function redirected({ status, target }: PointsElsewhere, { model, apiKey }: FailedRequest): ProviderError {
  const where = foreignLine(target?.href ?? "no address of the web", apiKey);
  return new ProviderError(
    `Cannot ask "${model}": the server at this address points elsewhere (status ${status}: ${where}). ` +
      "Check --base-url",
  );
}

function stopAdvice(
  status: number,
  usedUp: boolean,
  keyVariable: string,
): { state: string; advice: string } | null {
  if (usedUp || status === 402) {
    return {
      state: "the account has no quota left",
      advice: "Add credit at the provider, or use another key",
    };
  }
  switch (status) {
    case 401:
      return { state: "the provider refuses the API key", advice: `Set ${keyVariable} to a valid key` };
    case 403:
      return {
        state: "the provider denies access",
        advice: "Check what the key may use, or choose another --model",
      };
    case 404:
      return {
        state: "the provider knows no such model or address",
        advice: "Check --model and --base-url",
      };
    default:
      return null;
  }
}

/** The error and its causes; the last one is the one that says something. */
function causesOf(error: Error): Error[] {
  const causes = [error];
  for (let inner = error.cause; inner instanceof Error && causes.length < 10; inner = inner.cause) {
    causes.push(inner);
  }
  return causes;
}
