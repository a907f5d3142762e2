/** Bounds of one HTTP exchange. */
export interface FetchBounds {
  /** Milliseconds from the first byte sent to the last byte of the body. */
  readonly timeoutMs: number;
  /**
   * Milliseconds without any byte of the body, once the headers came. Default: as long as the whole may take.
   */
  readonly idleTimeoutMs?: number;
  /** Bytes of the body, decompressed. */
  readonly maxBytes: number;
}

/**
 * How an exchange ended before its body was whole: a bound was reached, or the connection broke in the body.
 */
export type EarlyEnd = "time" | "idle" | "size" | "broken";

/** An exchange that has no whole body. */
export class ExchangeEnded extends Error {
  /** Which bound was reached, or "broken". */
  readonly how: EarlyEnd;
  /** The status, where the headers came; null where nothing came at all. */
  readonly status: number | null;

  /** An early end; its cause is what broke the connection. */
  constructor(how: EarlyEnd, status: number | null, cause?: unknown) {
    super(`Cannot read the answer: ${how}`, cause === undefined ? {} : { cause });
    this.how = how;
    this.status = status;
  }

  /** The class's name. */
  override get name(): string {
    return "ExchangeEnded";
  }
}

/** A server's word that what is asked for stands elsewhere. Nobody was asked there. */
export class PointsElsewhere extends Error {
  /** Such as 307. */
  readonly status: number;
  /** Where it points, without user, query and fragment; null where that is no address of the web. */
  readonly target: URL | null;

  /** A redirect from an address to where its Location header says. */
  constructor(status: number, { from, location }: { readonly from: string; readonly location: string }) {
    super(`Cannot read the answer: status ${status} points elsewhere`);
    this.status = status;
    const target = URL.parse(location, from);
    const isWeb = target !== null && /^https?:$/.test(target.protocol);
    this.target = isWeb ? new URL(target.pathname, target.origin) : null;
  }

  /** The class's name. */
  override get name(): string {
    return "PointsElsewhere";
  }
}

/**
 * A `fetch` that gives a response only when its whole body is there. A connection that breaks in the body
 * then fails like any other broken connection, and the time limit covers the body of an error too, which the
 * client's own would not. It follows no redirect, which would take question and key to another host: it
 * rejects with {@linkcode PointsElsewhere}. Rejects with an {@linkcode ExchangeEnded} where headers came and
 * the body did not, or a bound was reached; else with what `fetch` rejects with.
 *
 * A call is one exchange on a connection of its own: where a connection was used before, `fetch` by itself sends
 * once more what broke, and a request that may be paid twice would be in no book.
 */
export function boundedFetch(bounds: FetchBounds): typeof fetch {
  return async (input, init) => {
    const ending = new AbortController();
    let status: number | null = null;
    using client = Deno.createHttpClient({ http2: false, poolMaxIdlePerHost: 0 });
    const timer = setTimeout(() => ending.abort("time" satisfies EarlyEnd), bounds.timeoutMs);
    const signal = init?.signal ? AbortSignal.any([init.signal, ending.signal]) : ending.signal;
    try {
      const response = await fetch(input, { ...init, client, signal, redirect: "manual" });
      status = response.status;
      const location = response.headers.get("location");
      if (status >= 300 && status < 400 && location !== null) {
        await response.body?.cancel();
        throw new PointsElsewhere(status, { from: addressOf(input), location });
      }
      const body = await readBody(response, bounds, () => ending.abort("idle" satisfies EarlyEnd));
      if (body === null) throw new ExchangeEnded("size", status);
      return new Response(body.length === 0 ? null : body, {
        status,
        statusText: response.statusText,
        headers: endToEndHeaders(response.headers),
      });
    } catch (error) {
      if (error instanceof ExchangeEnded || error instanceof PointsElsewhere) throw error;
      if (ending.signal.aborted) throw new ExchangeEnded(ending.signal.reason, status);
      if (status !== null && !signal.aborted) throw new ExchangeEnded("broken", status, error);
      throw error;
    } finally {
      clearTimeout(timer);
    }
  };
}

function addressOf(input: Parameters<typeof fetch>[0]): string {
  return input instanceof Request ? input.url : String(input);
}

/** The whole body; null where it is too long. */
async function readBody(
  response: Response,
  { maxBytes, idleTimeoutMs }: FetchBounds,
  onIdle: () => void,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const watch = () => idleTimeoutMs === undefined ? undefined : setTimeout(onIdle, idleTimeoutMs);
  let idle = watch();
  try {
    for await (const chunk of response.body ?? []) {
      clearTimeout(idle);
      length += chunk.length;
      // Leaving the loop cancels the stream.
      if (length > maxBytes) return null;
      chunks.push(chunk);
      idle = watch();
    }
  } finally {
    clearTimeout(idle);
  }
  const body = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    body.set(chunk, at);
    at += chunk.length;
  }
  return body;
}

/** Headers without those that describe the bytes on the wire. */
function endToEndHeaders(headers: Headers): Headers {
  const kept = new Headers(headers);
  for (const name of ["content-length", "content-encoding", "transfer-encoding"]) kept.delete(name);
  return kept;
}
