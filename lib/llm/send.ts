import type { ChatMessage } from "../core/chat.ts";
import { UsageError } from "../core/errors.ts";
import type { OpenAI } from "../deps/openai.ts";
import { boundedFetch } from "./bounded_fetch.ts";
import type { Completion, ReportedUsage } from "./completion.ts";
import type { LimitParameter, SentParameters } from "./parameter_lesson.ts";
import { RequestParameters } from "./parameters.ts";
import { parseCompletion, reportedUsage } from "./read_completion.ts";
import { isStream, joinStream } from "./read_stream.ts";
import { readRefusal, type Refusal, refusalWithin } from "./refusal.ts";
import { explainBreak, explainRefusal, type FailedRequest, type RequestFailure } from "./request_failure.ts";

/** How requests are sent. */
export interface SenderOptions {
  /** The model's name at its provider. */
  readonly model: string;
  /** Sent as a bearer token; "none" for servers that want no key. */
  readonly apiKey: string;
  /** The environment variable that the key is from, for messages. Default: OPENAI_API_KEY. */
  readonly keyVariable?: string | undefined;
  /** Root of an OpenAI-compatible API, such as "http://127.0.0.1:8000/v1". */
  readonly baseUrl: string;
  /** Left out of the request where undefined: some models take none. */
  readonly temperature?: number | undefined;
  /** Most tokens of an answer; left out of the request where undefined. */
  readonly maxOutputTokens?: number | undefined;
  /** How the server calls that limit, as far as is known. */
  readonly limitParameter: LimitParameter;
  /** Milliseconds for one request with its whole answer. */
  readonly requestTimeoutMs: number;
  /** Milliseconds without any byte of an answer that has begun. */
  readonly idleTimeoutMs: number;
  /** Called once for each HTTP request, before it leaves; what it throws keeps the request back. */
  readonly onSend?: () => void;
}

/** What came of one HTTP request. */
export type Sent =
  | { readonly kind: "answer"; readonly completion: Completion }
  | (RequestFailure & {
    readonly kind: "failed";
    /** What the server reported that it used all the same; null where it reported nothing. */
    readonly usage: ReportedUsage | null;
    /**
     * Whether a parameter was refused that the next request will not have any more, or by another name: the
     * same messages should go out again at once. Never more than a few times for the same messages.
     */
    readonly adapted: boolean;
  });

/** Sends requests, one HTTP exchange at a time each. */
export interface Sender {
  /**
   * Sends one request. Rejects with a {@linkcode ProviderError} where asking again cannot help, and with the
   * signal's reason where that aborts.
   */
  send(messages: readonly ChatMessage[], signal: AbortSignal): Promise<Sent>;
}

/** Far above any real answer; documents end at 1 MB. */
const MAX_BODY_BYTES = 4_000_000;

type ClientModule = typeof import("../deps/openai.ts");

/**
 * A sender for one model at one endpoint. It remembers which parameters the model refused.
 *
 * @throws {UsageError} where the key cannot stand in an HTTP header.
 */
export function openSender(options: SenderOptions): Sender {
  const keyVariable = options.keyVariable ?? "OPENAI_API_KEY";
  checkKey(options.apiKey, keyVariable);
  const parameters = new RequestParameters(options);
  const about: FailedRequest = { ...options, keyVariable };
  let ready: Promise<Opened> | undefined;
  return {
    async send(messages, signal) {
      signal.throwIfAborted();
      const opened = await (ready ??= openClient(options));
      signal.throwIfAborted();
      const sent = parameters.for(messages);
      options.onSend?.();
      const exchange = await exchangeOnce(opened, {
        body: { model: options.model, messages: [...messages], ...sent },
        signal,
      });
      if (exchange.kind === "body") return readAnswer(exchange.text, about);
      if (exchange.kind === "broken") return failed(explainBreak(exchange.error, about));
      const { refusal } = exchange;
      const adapted = parameters.learn(refusal, { messages, sent });
      const failure = explainRefusal(refusal, about);
      return adapted ? { ...failed({ ...failure, again: true }), adapted } : failed(failure);
    },
  };
}

interface Exchange {
  readonly body: { readonly model: string; readonly messages: ChatMessage[] } & SentParameters;
  readonly signal: AbortSignal;
}

type Exchanged =
  | { readonly kind: "body"; readonly text: string }
  | { readonly kind: "refused"; readonly refusal: Refusal }
  | { readonly kind: "broken"; readonly error: Error };

async function exchangeOnce({ module, client }: Opened, { body, signal }: Exchange): Promise<Exchanged> {
  try {
    // The body as text: whether it is JSON does not depend on what the server calls it.
    const response = await client.chat.completions.create(body, { signal }).asResponse();
    return { kind: "body", text: await response.text() };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof module.APIConnectionError) return { kind: "broken", error };
    if (!(error instanceof module.APIError) || typeof error.status !== "number") throw error;
    return { kind: "refused", refusal: readRefusal({ ...error, message: error.message }) };
  }
}

/** What a body with status 200 holds. */
function readAnswer(text: string, about: FailedRequest): Sent {
  const worked = { busy: false, retryAfterMs: null, mayBeCharged: true, reached: true };
  const body = isStream(text) ? joinStream(text) ?? NOT_JSON : parseJson(text);
  if (body === NOT_JSON) {
    const detail = isStream(text)
      ? "the server streams although it was not asked to, and the stream is not whole"
      : "the server's answer is not valid JSON";
    const rejection = { reason: "answer_malformed", detail };
    return failed({ ...worked, rejection, failure: "not JSON", again: true });
  }
  const usage = reportedUsage(body);
  const refusal = refusalWithin(body);
  if (refusal !== null) {
    const failure = `error ${refusal.status} with status 200`;
    return failed({ ...explainRefusal(refusal, about), failure, usage });
  }
  const completion = parseCompletion(body);
  if (completion.ok) return { kind: "answer", completion: completion.value };
  const { rejection } = completion;
  const malformed = rejection.reason === "answer_malformed";
  return failed({
    ...worked,
    rejection,
    failure: malformed ? "not JSON" : "no choices",
    again: malformed,
    usage,
  });
}

const NOT_JSON = Symbol("not JSON");

/** The value; undefined for nothing and for a page, which no API sends; else the mark of what is not JSON. */
function parseJson(text: string): unknown {
  if (/^\s*(<|$)/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return NOT_JSON;
    throw error;
  }
}

function failed(failure: RequestFailure): Sent & { readonly kind: "failed" } {
  return { kind: "failed", ...failure, usage: failure.usage ?? null, adapted: false };
}

interface Opened {
  readonly module: ClientModule;
  readonly client: OpenAI;
}

/** The client, imported when it is first needed. */
async function openClient(options: SenderOptions): Promise<Opened> {
  const module = await import("../deps/openai.ts");
  const { requestTimeoutMs, idleTimeoutMs } = options;
  const client = new module.OpenAI({
    apiKey: options.apiKey,
    // Null keeps the client from reading OPENAI_ADMIN_KEY.
    adminAPIKey: null,
    // OPENAI_ORG_ID and OPENAI_PROJECT_ID are nobody else's business.
    ...isOpenAI(options.baseUrl) ? {} : { organization: null, project: null },
    baseURL: options.baseUrl,
    // Tries are counted and paid by whoever sends.
    maxRetries: 0,
    // The bounded fetch ends a request first, and says why.
    timeout: requestTimeoutMs + 10_000,
    fetch: boundedFetch({ timeoutMs: requestTimeoutMs, idleTimeoutMs, maxBytes: MAX_BODY_BYTES }),
    // OPENAI_LOG would have it write to stdout.
    logLevel: "off",
  });
  return { module, client };
}

function isOpenAI(baseUrl: string): boolean {
  return URL.parse(baseUrl)?.hostname.endsWith(".openai.com") ?? false;
}

function checkKey(apiKey: string, keyVariable: string): void {
  if (!/^[\x21-\x7e]+$/.test(apiKey)) {
    throw new UsageError(
      "Cannot use the API key: it is empty or holds a blank or a character outside ASCII. " +
        `Check ${keyVariable}`,
    );
  }
}
