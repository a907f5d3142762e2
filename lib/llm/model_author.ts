import { type Author, type AuthorAnswer, type AuthorRequest, NO_USAGE } from "../core/author.ts";
import { UsageError } from "../core/errors.ts";
import type { OpenAI } from "../deps/openai.ts";
import { boundedFetch } from "./bounded_fetch.ts";
import { buildPrompt } from "./prompt.ts";
import { readCompletion } from "./read_completion.ts";
import { explainFailure } from "./request_failure.ts";

/** How a model is asked. */
export interface ModelOptions {
  /** The model's name at its provider. */
  readonly model: string;
  /** Sent as a bearer token; "none" for servers that want no key. */
  readonly apiKey: string;
  /** Root of an OpenAI-compatible API, such as "http://127.0.0.1:8000/v1"; undefined: OpenAI's own. */
  readonly baseUrl?: string | undefined;
  /** Left out of the request where undefined: some models take none. */
  readonly temperature?: number | undefined;
  /** Milliseconds for one request with its whole answer. A request that took longer is not repeated. */
  readonly requestTimeoutMs?: number;
  /** How often a request is repeated after a broken connection, 408, 409, 429 or 5xx. */
  readonly maxRetries?: number;
}

const defaults = {
  requestTimeoutMs: 120_000,
  maxRetries: 2,
} satisfies Partial<ModelOptions>;

/** Far above any real answer; documents end at 1 MB. */
const MAX_BODY_BYTES = 4_000_000;

type ClientModule = typeof import("../deps/openai.ts");

/**
 * An author that asks a model behind an OpenAI-compatible endpoint, once for each attempt. What a model or
 * server may do in passing comes back as an answer of kind "none", with one of these reasons: answer_empty,
 * answer_cut, answer_refused, answer_malformed, answer_too_large, answer_leaks_key, request_timeout,
 * provider_unavailable, request_refused.
 *
 * `write` rejects with a {@linkcode ProviderError} where asking again cannot help, and with the signal's
 * reason where the signal aborts.
 *
 * @throws {UsageError} where the key cannot stand in an HTTP header.
 */
export function modelAuthor(options: ModelOptions): Author {
  const settings = {
    ...options,
    requestTimeoutMs: options.requestTimeoutMs ?? defaults.requestTimeoutMs,
    maxRetries: options.maxRetries ?? defaults.maxRetries,
  };
  checkKey(settings.apiKey);
  let ready: Promise<{ module: ClientModule; client: OpenAI }> | undefined;
  return {
    name: "model",
    model: settings.model,
    repeats: false,
    async write(request) {
      request.signal.throwIfAborted();
      ready ??= openClient(settings);
      const { module, client } = await ready;
      try {
        return readCompletion(await ask(client, settings, request), settings.apiKey);
      } catch (error) {
        request.signal.throwIfAborted();
        const rejection = explainFailure(error, {
          model: settings.model,
          apiKey: settings.apiKey,
          timeoutMs: settings.requestTimeoutMs,
          client: module,
        });
        return { kind: "none", ...rejection, usage: NO_USAGE } satisfies AuthorAnswer;
      }
    },
  };
}

async function ask(client: OpenAI, settings: ModelOptions, request: AuthorRequest): Promise<unknown> {
  const { system, user } = buildPrompt(request.draw.seed, request.feedback);
  return await client.chat.completions.create({
    model: settings.model,
    messages: [{ role: "system", content: system }, { role: "user", content: user }],
    ...(settings.temperature === undefined ? {} : { temperature: settings.temperature }),
  }, { signal: request.signal });
}

/** The client, imported when it is first needed. */
async function openClient(
  settings: ModelOptions & typeof defaults,
): Promise<{ module: ClientModule; client: OpenAI }> {
  const module = await import("../deps/openai.ts");
  const client = new module.OpenAI({
    apiKey: settings.apiKey,
    // Null keeps the client from reading OPENAI_ADMIN_KEY.
    adminAPIKey: null,
    // Null is OpenAI's own address; undefined would read OPENAI_BASE_URL, which is configuration's part.
    baseURL: settings.baseUrl ?? null,
    maxRetries: settings.maxRetries,
    // The bounded fetch ends a request first: the client would repeat it.
    timeout: settings.requestTimeoutMs + 10_000,
    fetch: boundedFetch({ timeoutMs: settings.requestTimeoutMs, maxBytes: MAX_BODY_BYTES }),
    // OPENAI_LOG would have it write to stdout.
    logLevel: "off",
  });
  return { module, client };
}

function checkKey(apiKey: string): void {
  if (!/^[\x21-\x7e]+$/.test(apiKey)) {
    throw new UsageError(
      "Cannot use the API key: it is empty or holds a blank or a character outside ASCII. Check OPENAI_API_KEY",
    );
  }
}
