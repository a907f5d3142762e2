import { messageOf } from "../core/errors.ts";
import { boundedFetch, ExchangeEnded, PointsElsewhere } from "./bounded_fetch.ts";
import type { ModelEndpoint } from "./configuration.ts";
import { OPENAI } from "./providers.ts";
import { foreignLine } from "./redact.ts";

/** Who is asked whether they are there. */
export interface PingTarget extends Pick<ModelEndpoint, "provider" | "apiKey" | "baseUrl"> {
  /** Looked for among the models that are listed; null where none is asked for. */
  readonly model: string | null;
}

/** How long to wait, and when to stop. */
export interface PingOptions {
  /** Milliseconds for the whole answer. Default: 10,000. */
  readonly timeoutMs?: number;
  /** Aborted where the answer is no longer wanted. */
  readonly signal: AbortSignal;
}

/** What came of a ping. No text of it holds a key. */
export type PingAnswer =
  | {
    readonly kind: "answers";
    /** Whether the model is listed; null where no model is asked for, or no whole list of models came. */
    readonly lists: boolean | null;
    /** What came in place of a list; null where a list came. */
    readonly note: string | null;
  }
  | { readonly kind: "key_refused"; readonly why: string }
  /** A server is there, but has no list of models here; some that answer questions have none. */
  | { readonly kind: "no_such_address"; readonly why: string }
  | { readonly kind: "no_answer"; readonly why: string };

/** Lists of all models of routers are some hundred kilobytes. */
const MAX_BODY_BYTES = 16_000_000;

/**
 * Asks a provider for its list of models: whether it is there, takes the key, and knows the model. It costs
 * nothing. Rejects with the signal's reason where that aborts.
 *
 * @throws {Deno.errors.NotCapable} where Deno may not reach the network.
 */
export async function pingProvider(target: PingTarget, options: PingOptions): Promise<PingAnswer> {
  const { timeoutMs = 10_000, signal } = options;
  signal.throwIfAborted();
  if (!/^[\x21-\x7e]+$/.test(target.apiKey)) {
    return { kind: "key_refused", why: "the key holds a blank or a character outside ASCII" };
  }
  const startedAt = performance.now();
  const answer = await ask(target, { timeoutMs, signal });
  // Anthropic takes a bearer token for questions, but not for its list of models.
  if (answer.kind !== "key_refused" || target.provider !== "anthropic") return answer;
  const headers = { Authorization: null, "x-api-key": target.apiKey, "anthropic-version": "2023-06-01" };
  const left = Math.max(100, timeoutMs - (performance.now() - startedAt));
  return await ask(target, { timeoutMs: left, signal, headers });
}

/** Whether a server is there that takes the key, if it looked at it at all. */
export function isThere(answer: PingAnswer): boolean {
  return answer.kind === "answers" || answer.kind === "no_such_address";
}

interface AskOptions {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly headers?: Readonly<Record<string, string | null>>;
}

async function ask(target: PingTarget, { timeoutMs, signal, headers = {} }: AskOptions): Promise<PingAnswer> {
  const module = await import("../deps/openai.ts");
  const client = new module.OpenAI({
    apiKey: target.apiKey,
    // Null keeps the client from reading OPENAI_ADMIN_KEY.
    adminAPIKey: null,
    // What OPENAI_ORG_ID and OPENAI_PROJECT_ID hold is nothing for others.
    ...target.provider === OPENAI.prefix ? {} : { organization: null, project: null },
    baseURL: target.baseUrl,
    maxRetries: 0,
    // The bounded fetch ends the request first, and says why.
    timeout: timeoutMs + 10_000,
    fetch: boundedFetch({ timeoutMs, maxBytes: MAX_BODY_BYTES }),
    // OPENAI_LOG would have it write to stdout.
    logLevel: "off",
  });
  try {
    const response = await client.get("/models", { signal, headers }).asResponse();
    return readList(await response.text(), target);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof module.APIConnectionError) return explainBreak(error, { target, timeoutMs });
    if (!(error instanceof module.APIError) || typeof error.status !== "number") throw error;
    return explainStatus(error.status, foreignLine(error.message, target.apiKey));
  }
}

function readList(text: string, { provider, model }: PingTarget): PingAnswer {
  const body = parseJson(text);
  const list = Array.isArray(body) ? body : isRecord(body) && Array.isArray(body.data) ? body.data : null;
  if (list === null) return { kind: "answers", lists: null, note: "sends no list of models" };
  // Azure lists what may be deployed, not the names of deployments.
  if (model === null || provider === "azure") return { kind: "answers", lists: null, note: null };
  const spellings = [model, `models/${model}`, `${model}:latest`];
  const found = list.some((entry) => isRecord(entry) && spellings.some((name) => name === entry.id));
  const more = isRecord(body) && body.has_more === true;
  return { kind: "answers", lists: !found && more ? null : found, note: null };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** @param said The client's message, which begins with the status. */
function explainStatus(status: number, said: string): PingAnswer {
  const why = `status ${said.replace(/ status code \(no body\)$/, "").replace(/^(\d{3}) /, "$1: ")}`;
  // Google and xAI refuse a key with status 400.
  if (status === 401 || status === 403 || (status === 400 && /\bapi.?key\b/i.test(said))) {
    return { kind: "key_refused", why };
  }
  if (status === 404 || status === 405) return { kind: "no_such_address", why };
  if (status >= 500) return { kind: "no_answer", why };
  return { kind: "answers", lists: null, note: why };
}

function explainBreak(
  error: Error,
  { target, timeoutMs }: { target: PingTarget; timeoutMs: number },
): PingAnswer {
  let inner: Error = error;
  for (let depth = 0; depth < 10 && inner.cause instanceof Error; depth++) {
    if (inner instanceof ExchangeEnded || inner instanceof PointsElsewhere) break;
    inner = inner.cause;
  }
  // No permission: not the network's fault, and the command line names the flag to add.
  if (inner instanceof Deno.errors.NotCapable) throw inner;
  if (inner instanceof PointsElsewhere) {
    const where = foreignLine(inner.target?.origin ?? "no address of the web", target.apiKey);
    return { kind: "no_such_address", why: `answers with a redirect to ${where}` };
  }
  if (!(inner instanceof ExchangeEnded)) {
    // The address stands beside it, wherever it is shown.
    const why = messageOf(inner).replace(
      /^error sending request for url \(.*?\): (client error \(\w+\): )?/,
      "",
    );
    return { kind: "no_answer", why: foreignLine(why, target.apiKey) };
  }
  switch (inner.how) {
    case "time":
    case "idle":
      return { kind: "no_answer", why: `no whole answer within ${Math.round(timeoutMs / 100) / 10} s` };
    case "size":
      return { kind: "answers", lists: null, note: "its list of models is too long to be read" };
    case "broken":
      return { kind: "no_answer", why: "the connection broke in the answer" };
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
