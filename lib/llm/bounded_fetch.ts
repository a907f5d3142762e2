/** Bounds of one HTTP exchange. */
export interface FetchBounds {
  /** Milliseconds from the first byte sent to the last byte of the body. */
  readonly timeoutMs: number;
  /** Bytes of the body, decompressed. */
  readonly maxBytes: number;
}

/** Header of a response that stands for a bound that was reached; no server can set it. */
export const BOUND_HEADER = "x-synthdebug-bound";

/**
 * A `fetch` that gives a response only when its whole body is there. A connection that breaks in the body
 * then fails like any other broken connection, and the client tries again; the client's own time limit
 * would not cover the body of an error. A bound that was reached comes back as a response which the client
 * does not try again (the same request would take as long, and cost as much), marked by
 * {@linkcode BOUND_HEADER}.
 */
export function boundedFetch(bounds: FetchBounds): typeof fetch {
  return async (input, init) => {
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), bounds.timeoutMs);
    const signal = init?.signal ? AbortSignal.any([init.signal, limit.signal]) : limit.signal;
    try {
      const response = await fetch(input, { ...init, signal });
      const body = await readBody(response, bounds.maxBytes);
      if (body === null) return boundReached("size", 413);
      return new Response(body.length === 0 ? null : body, {
        status: response.status,
        statusText: response.statusText,
        headers: endToEndHeaders(response.headers),
      });
    } catch (error) {
      if (limit.signal.aborted) return boundReached("time", 408);
      throw error;
    } finally {
      clearTimeout(timer);
    }
  };
}

function boundReached(bound: "size" | "time", status: number): Response {
  return new Response(null, { status, headers: { [BOUND_HEADER]: bound, "x-should-retry": "false" } });
}

/** The whole body; null where it is too long. */
async function readBody(response: Response, maxBytes: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    // Leaving the loop cancels the stream.
    if (length > maxBytes) return null;
    chunks.push(chunk);
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
  for (const name of ["content-length", "content-encoding", "transfer-encoding", BOUND_HEADER]) {
    kept.delete(name);
  }
  return kept;
}
