import type { Rejection } from "../core/rejection.ts";
import { toSortedJson } from "../core/sorted_json.ts";
import { isMapping } from "../core/text_check.ts";
import { cleanIdentity, type RequestIdentity } from "./request_identity.ts";

/** The text of the file that says why a question ended without an answer. */
export function formatFailureEntry(identity: RequestIdentity, { reason, detail }: Rejection): string {
  return toSortedJson({ schema_version: 1, identity: cleanIdentity(identity), failure: { reason, detail } });
}

/** The reason in such a file's text; null where it is none that this program writes. */
export function parseFailureEntry(text: string): Rejection | null {
  let entry: unknown;
  try {
    entry = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  const failure = isMapping(entry) && entry.schema_version === 1 ? entry.failure : null;
  if (!isMapping(failure)) return null;
  const { reason, detail } = failure;
  return typeof reason === "string" && typeof detail === "string" ? { reason, detail } : null;
}
