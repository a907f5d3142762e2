/**
 * A loopback server that speaks OpenAI's chat completions protocol, for tests. By hand,
 * `deno run -A tests/support/openai_server.ts --library [--bad 0.5] [--port 8000]` serves the library's
 * scenarios as a "model".
 *
 * @module
 */
import { parseArgs } from "@std/cli";
import { type HttpReply, type HttpRequest, type ReplyEnd, serveHttp } from "./http_server.ts";
import { libraryReplies, readScenarios } from "./library_replies.ts";

export { apiError, chatCompletion } from "./chat_completion.ts";

/** What the server was sent. */
export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
  /** The parsed JSON body; the text where it is not JSON. */
  readonly body: unknown;
}

/** What the server answers; a plain 200 where nothing is said. */
export interface Reply {
  readonly status?: number;
  /** Sent as it is where it is a text or bytes, else as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Milliseconds before the answer begins. */
  readonly delayMs?: number;
  /** "reset": the connection breaks before the answer; "cut": in the body; "stall": the body never ends. */
  readonly ending?: "reset" | "cut" | "stall";
  /** Called when the answer is over. */
  readonly onEnd?: (end: ReplyEnd) => void;
  /** Called where a whole answer turns out never to have been read. */
  readonly onLost?: () => void;
}

/** Replies in order, of which the last one repeats; or a function of the request and its index from 0. */
export type Replies =
  | readonly Reply[]
  | ((request: RecordedRequest, index: number) => Reply | Promise<Reply>);

/** A running server. */
export interface OpenAIServer extends AsyncDisposable {
  /** Base URL for the client, such as "http://127.0.0.1:40123/v1". */
  readonly url: string;
  /** All requests so far. */
  readonly requests: readonly RecordedRequest[];
}

/** Starts a server on a free port of 127.0.0.1; `await using` closes it. */
export function startOpenAIServer(replies: Replies, port = 0): OpenAIServer {
  const requests: RecordedRequest[] = [];
  const closing = new AbortController();
  const server = serveHttp(async (request, leaving) => {
    const recorded = record(request);
    const index = requests.push(recorded) - 1;
    const reply = typeof replies === "function"
      ? await replies(recorded, index)
      : replies[Math.min(index, replies.length - 1)]!;
    await pause(reply.delayMs ?? 0, AbortSignal.any([closing.signal, leaving]));
    return toHttp(reply);
  }, port);
  return {
    url: `http://127.0.0.1:${server.port}/v1`,
    requests,
    async [Symbol.asyncDispose]() {
      closing.abort();
      await server.close();
    },
  };
}

function record({ method, target, headers, body: bytes }: HttpRequest): RecordedRequest {
  const text = new TextDecoder().decode(bytes);
  let body: unknown = text;
  try {
    body = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return { method, headers, path: new URL(target, "http://localhost").pathname, body };
}

function toHttp(reply: Reply): HttpReply {
  const { body, status, headers, ending, onEnd, onLost } = reply;
  const bytes = body instanceof Uint8Array
    ? body
    : new TextEncoder().encode(typeof body === "string" ? body : JSON.stringify(body) ?? "");
  return {
    status: status ?? 200,
    headers: { "content-type": "application/json", ...headers },
    body: bytes,
    ending,
    onEnd,
    onLost,
  };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (ms === 0 || signal.aborted) return resolve();
    const finish = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", finish);
      resolve();
    };
    const timer = setTimeout(finish, ms);
    signal.addEventListener("abort", finish);
  });
}

async function serveLibrary(words: readonly string[]): Promise<void> {
  const flags = parseArgs(words, { boolean: ["library"], string: ["bad", "port"] });
  const bad = Number(flags.bad ?? 0);
  const port = Number(flags.port ?? 0);
  if (!flags.library || !(bad >= 0 && bad <= 1) || !Number.isInteger(port)) {
    console.error("usage: deno run -A tests/support/openai_server.ts --library [--bad SHARE] [--port PORT]");
    Deno.exit(2);
  }
  const server = startOpenAIServer(libraryReplies(await readScenarios(), bad), port);
  console.log(server.url);
}

if (import.meta.main) await serveLibrary(Deno.args);
