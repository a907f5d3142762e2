import { messageOf, ProviderError } from "../core/errors.ts";
import type { Rejection } from "../core/rejection.ts";
import { BOUND_HEADER } from "./bounded_fetch.ts";
import { foreignLine } from "./redact.ts";

/** What is known where a request fails. */
export interface FailedRequest {
  /** For messages. */
  readonly model: string;
  /** Kept out of messages. */
  readonly apiKey: string;
  /** How long the request was given, in milliseconds. */
  readonly timeoutMs: number;
  /** The client's module: its error classes. */
  readonly client: typeof import("../deps/openai.ts");
}

/** Codes by which providers say that the account is used up, whatever the status. */
const QUOTA_CODES: readonly unknown[] = ["insufficient_quota", "billing_hard_limit_reached"];

/**
 * Why a request gave no answer, where asking again may help.
 *
 * @throws {ProviderError} where it cannot: wrong key, no access, unknown model, no quota. It has no `cause`:
 * the client's errors carry headers and bodies in which a server may have repeated the key.
 */
export function explainFailure(error: unknown, request: FailedRequest): Rejection {
  const { client } = request;
  if (error instanceof SyntaxError) {
    return { reason: "answer_malformed", detail: "the server's answer is not valid JSON" };
  }
  if (error instanceof client.APIConnectionError) return connectionFailure(error, request);
  if (!(error instanceof client.APIError) || typeof error.status !== "number") throw error;
  const bound = error.headers?.get(BOUND_HEADER);
  if (bound === "time") return timeout(request);
  if (bound === "size") {
    return { reason: "answer_too_large", detail: "the server's answer is too long to be read" };
  }
  const said = providerMessage(error.message, error.status, request.apiKey);
  const stop = stopAdvice(error.status, QUOTA_CODES.includes(error.code) || QUOTA_CODES.includes(error.type));
  if (stop !== null) {
    throw new ProviderError(`Cannot ask "${request.model}": ${stop.state} (${said}). ${stop.advice}`);
  }
  if ([408, 409, 429].includes(error.status) || error.status >= 500) {
    return { reason: "provider_unavailable", detail: `the provider fails (${said})` };
  }
  return { reason: "request_refused", detail: `the provider refuses the request (${said})` };
}

function stopAdvice(status: number, quota: boolean): { state: string; advice: string } | null {
  if (quota || status === 402) {
    return {
      state: "the account has no quota left",
      advice: "Add credit at the provider, or use another key",
    };
  }
  switch (status) {
    case 401:
      return { state: "the provider refuses the API key", advice: "Set OPENAI_API_KEY to a valid key" };
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

function connectionFailure(error: Error, request: FailedRequest): Rejection {
  const cause = innermost(error);
  // No permission: not the network's fault, and the command line names the flag to add.
  if (cause instanceof Deno.errors.NotCapable) throw cause;
  if (error instanceof request.client.OpenAI.APIConnectionTimeoutError) return timeout(request);
  const why = foreignLine(messageOf(cause), request.apiKey);
  return { reason: "provider_unavailable", detail: `the connection fails: ${why}` };
}

/** The error at the end of the causes, which is the one that says something. */
function innermost(error: Error): Error {
  let inner = error;
  for (let depth = 0; depth < 10 && inner.cause instanceof Error; depth++) inner = inner.cause;
  return inner;
}

function timeout(request: FailedRequest): Rejection {
  return { reason: "request_timeout", detail: `no whole answer within ${request.timeoutMs / 1000} s` };
}

/** "status 429: slow down". The client's messages begin with the status. */
function providerMessage(message: string, status: number, apiKey: string): string {
  const said = message.replace(new RegExp(`^${status} `), "");
  if (said === "status code (no body)") return `status ${status}`;
  return `status ${status}: ${foreignLine(said, apiKey)}`;
}
