/** However long a server wants to be left alone: it is asked again after this many milliseconds. */
export const LONGEST_PAUSE_MS = 600_000;

/**
 * How long a server asks to be left alone, in milliseconds, never negative: from `retry-after-ms`, else from
 * `retry-after` in seconds or as a date (RFC 9110, 10.2.3); null where neither says anything that can be
 * read.
 *
 * @param now The time of day in milliseconds since 1970, for dates.
 */
export function readRetryAfter(headers: Headers, now: number): number | null {
  const exact = readNumber(headers.get("retry-after-ms"));
  if (exact !== null) return exact;
  const text = headers.get("retry-after");
  const seconds = readNumber(text);
  if (seconds !== null) return seconds * 1_000;
  // Without a letter it is no date, though Date.parse finds one in nearly anything.
  const until = text !== null && /[a-z]/i.test(text) ? Date.parse(inGmt(text)) : NaN;
  return Number.isNaN(until) ? null : Math.max(0, until - now);
}

/** The oldest of the three forms of dates names no zone, and would be read as local time. */
function inGmt(date: string): string {
  return /^\s*\w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d \d{4}\s*$/.test(date) ? `${date} GMT` : date;
}

function readNumber(text: string | null): number | null {
  if (text === null || !/^\s*[+-]?\d+(\.\d+)?\s*$/.test(text)) return null;
  const value = Number(text);
  return Number.isFinite(value) ? Math.max(0, value) : null;
}
