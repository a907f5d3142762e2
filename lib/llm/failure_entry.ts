import { parseJson } from "../core/parse_json.ts";
import type { Rejection } from "../core/rejection.ts";
import { toSortedJson } from "../core/sorted_json.ts";
import { isMapping } from "../core/text_check.ts";
import { cleanIdentity, type RequestIdentity } from "./request_identity.ts";

/** The text of the file that says why a question ended without an answer. */
export function formatFailureEntry(identity: RequestIdentity, { reason, detail }: Rejection): string {
  return toSortedJson({ schema_version: 1, identity: cleanIdentity(identity), failure: { reason, detail } });
}

/** What reasons look like: they are counted by name. */
const REASON = /^[a-z][a-z0-9_]{0,59}$/;

/** Longest detail that is taken, in characters. */
const MAX_DETAIL = 20_000;

/** The reason in such a file's text; null where it is none that this program writes. */
export function parseFailureEntry(text: string): Rejection | null {
  const parsed = parseJson(text);
  const entry = parsed.ok ? parsed.value : null;
  const failure = isMapping(entry) && entry.schema_version === 1 ? entry.failure : null;
  if (!isMapping(failure)) return null;
  const { reason, detail } = failure;
  if (typeof reason !== "string" || !REASON.test(reason)) return null;
  return typeof detail === "string" && detail.length <= MAX_DETAIL ? { reason, detail } : null;
}
