/** What a client sent. */
export interface HttpRequest {
  readonly method: string;
  /** With the query, as sent. */
  readonly target: string;
  readonly headers: Headers;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** What goes back, byte by byte. */
export interface HttpReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /**
   * "reset": the connection is closed before the first byte. "cut": it is closed after the body, which was announced to be
   * longer. "stall": the same, but it stays open until the client leaves.
   */
  readonly ending?: "reset" | "cut" | "stall" | undefined;
  /** Called when the reply is over, with what became of it. */
  readonly onEnd?: ((end: ReplyEnd) => void) | undefined;
  /** Called where a reply that had ended as "whole" turns out never to have been read: the client died before. */
  readonly onLost?: (() => void) | undefined;
}

/** "whole": handed to the network in full; "broken": as its ending wanted it; "gone": the client left before. */
export type ReplyEnd = "whole" | "broken" | "gone";

/** A running server. */
export interface HttpServer {
  readonly port: number;
  /** Breaks all connections, waits for the handlers, and throws what one of them threw first. */
  close(): Promise<void>;
}

/** Answers one request; the signal aborts when the client leaves or the server closes. */
export type HttpHandler = (request: HttpRequest, signal: AbortSignal) => Promise<HttpReply>;

/** How much longer a body that will be cut is announced. */
const MISSING_BYTES = 1000;

/**
 * HTTP/1.1 on a port of 127.0.0.1, just as much as tests need, with every connection in hand: Deno.serve can neither
 * close one before the headers nor tell whether an answer was read.
 */
export function serveHttp(handler: HttpHandler, port = 0): HttpServer {
  const listener = Deno.listen({ hostname: "127.0.0.1", port });
  const open = new Set<Deno.Conn>();
  const work = new Set<Promise<void>>();
  const errors: unknown[] = [];
  const accepting = (async () => {
    try {
      for await (const conn of listener) {
        open.add(conn);
        const serving: Promise<void> = serveConnection(conn, handler).catch((error) => {
          errors.push(error);
        }).finally(() => {
          open.delete(conn);
          work.delete(serving);
        });
        work.add(serving);
      }
    } catch (error) {
      // Closing interrupts the wait for the next client.
      if (!isClosed(error)) throw error;
    }
  })();
  return {
    port: listener.addr.port,
    async close() {
      listener.close();
      await accepting;
      for (const conn of open) closeQuietly(conn);
      await Promise.all(work);
      if (errors.length > 0) throw errors[0];
    },
  };
}

async function serveConnection(conn: Deno.Conn, handler: HttpHandler): Promise<void> {
  const reader = new ConnectionReader(conn);
  let lost: (() => void) | undefined;
  try {
    for (let head = await reader.head(); head !== null; head = await reader.head()) {
      const body = await reader.body(head.headers);
      if (body === null) return;
      const leaving = new AbortController();
      // A client sends nothing before it has the answer: whatever ends this wait early is its leaving.
      reader.ahead().then((alive) => alive || leaving.abort());
      const reply = await handler({ ...head, body }, leaving.signal);
      const end = leaving.signal.aborted ? "gone" : await sendReply(conn, reply, leaving.signal);
      reply.onEnd?.(end);
      if (end !== "whole") return;
      lost = reply.onLost;
      if (head.headers.get("connection")?.toLowerCase() === "close") return;
    }
  } finally {
    // Data that nobody had read makes the client's system answer with a reset instead of an orderly end.
    if (reader.wasReset) lost?.();
    closeQuietly(conn);
  }
}

async function sendReply(conn: Deno.Conn, reply: HttpReply, signal: AbortSignal): Promise<ReplyEnd> {
  if (reply.ending === "reset") return "broken";
  const missing = reply.ending === undefined ? 0 : MISSING_BYTES;
  const head = [
    `HTTP/1.1 ${reply.status} `,
    ...Object.entries(reply.headers).map(([name, value]) => `${name}: ${value}`),
    `content-length: ${reply.body.length + missing}`,
  ];
  const sent = await sendAll(conn, new TextEncoder().encode(`${head.join("\r\n")}\r\n\r\n`)) &&
    await sendAll(conn, reply.body);
  if (!sent) return "gone";
  if (reply.ending === "stall" && !signal.aborted) {
    await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
  }
  return reply.ending === undefined ? "whole" : "broken";
}

async function sendAll(conn: Deno.Conn, bytes: Uint8Array): Promise<boolean> {
  try {
    for (let at = 0; at < bytes.length;) at += await conn.write(bytes.subarray(at));
    return true;
  } catch (error) {
    if (!isClosed(error)) throw error;
    return false;
  }
}

/** Reads requests from a connection, one after the other. */
class ConnectionReader {
  readonly #conn: Deno.Conn;
  #buffer = new Uint8Array(0);
  #reading: Promise<boolean> | null = null;
  /** Whether the other side broke the connection off instead of ending it. */
  wasReset = false;

  constructor(conn: Deno.Conn) {
    this.#conn = conn;
  }

  /** Waits for further bytes without taking any; false at the end. One wait at a time, shared by all who wait. */
  ahead(): Promise<boolean> {
    this.#reading ??= this.#readMore().finally(() => this.#reading = null);
    return this.#reading;
  }

  /** The next request's line and headers; null where there is none. */
  async head(): Promise<Omit<HttpRequest, "body"> | null> {
    const text = await this.#takeUntil("\r\n\r\n");
    if (text === null) return null;
    const [line, ...fields] = text.split("\r\n");
    const [method, target] = line!.split(" ");
    const pairs = fields.map((field): [string, string] => {
      const colon = field.indexOf(":");
      return [field.slice(0, colon), field.slice(colon + 1).trim()];
    });
    return { method: method!, target: target!, headers: new Headers(pairs) };
  }

  /** The request's body; null where the connection ends in it. */
  async body(headers: Headers): Promise<Uint8Array<ArrayBuffer> | null> {
    if (headers.get("transfer-encoding") !== "chunked") {
      return await this.#take(Number(headers.get("content-length") ?? 0));
    }
    const chunks: Uint8Array<ArrayBuffer>[] = [];
    while (true) {
      const size = await this.#takeUntil("\r\n");
      const chunk = size === null ? null : await this.#take(parseInt(size, 16));
      if (chunk === null || await this.#take(2) === null) return null;
      if (chunk.length === 0) return await new Blob(chunks).bytes() as Uint8Array<ArrayBuffer>;
      chunks.push(chunk);
    }
  }

  async #takeUntil(mark: string): Promise<string | null> {
    while (true) {
      // Latin-1 keeps one character a byte.
      const at = new TextDecoder("latin1").decode(this.#buffer).indexOf(mark);
      if (at >= 0) {
        const text = new TextDecoder().decode(this.#buffer.subarray(0, at));
        this.#buffer = this.#buffer.slice(at + mark.length);
        return text;
      }
      if (!await this.ahead()) return null;
    }
  }

  async #take(count: number): Promise<Uint8Array<ArrayBuffer> | null> {
    while (this.#buffer.length < count) if (!await this.ahead()) return null;
    const taken = this.#buffer.slice(0, count);
    this.#buffer = this.#buffer.slice(count);
    return taken;
  }

  async #readMore(): Promise<boolean> {
    const part = new Uint8Array(65_536);
    try {
      const count = await this.#conn.read(part);
      if (count === null) return false;
      const joined = new Uint8Array(this.#buffer.length + count);
      joined.set(this.#buffer);
      joined.set(part.subarray(0, count), this.#buffer.length);
      this.#buffer = joined;
      return true;
    } catch (error) {
      if (!isClosed(error)) throw error;
      this.wasReset = error instanceof Deno.errors.ConnectionReset;
      return false;
    }
  }
}

function isClosed(error: unknown): boolean {
  return [
    Deno.errors.BadResource,
    Deno.errors.Interrupted,
    Deno.errors.ConnectionReset,
    Deno.errors.BrokenPipe,
    Deno.errors.NotConnected,
  ].some((known) => error instanceof known);
}

function closeQuietly(conn: Deno.Conn): void {
  try {
    conn.close();
  } catch (error) {
    if (!isClosed(error)) throw error;
  }
}
