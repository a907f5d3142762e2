import type { ChatMessage } from "../core/chat.ts";
import { contentHash } from "../core/content_hash.ts";
import { toSortedJson } from "../core/sorted_json.ts";

/** What makes a request the same as another. */
export interface RequestIdentity {
  /** Root of the API that is asked. */
  readonly endpoint: string;
  /** The model's name at its provider. */
  readonly model: string;
  /** What is said. */
  readonly messages: readonly ChatMessage[];
  /** What else is sent, such as the temperature, as the user set it. */
  readonly parameters: Readonly<Record<string, number | string>>;
  /** From 1: which answer to the same messages. */
  readonly attempt: number;
}

/**
 * A request's key: SHA-256, in hex, of the identity as sorted JSON. The endpoint counts without what does not
 * change where it leads, see {@linkcode cleanEndpoint}.
 */
export function requestKey(identity: RequestIdentity): string {
  return contentHash(toSortedJson(cleanIdentity(identity)));
}

/** The identity as it is written down: nothing but its own fields, without secrets in the endpoint. */
export function cleanIdentity(identity: RequestIdentity): RequestIdentity {
  const { endpoint, model, messages, parameters, attempt } = identity;
  return {
    endpoint: cleanEndpoint(endpoint),
    model,
    messages: messages.map(({ role, content }) => ({ role, content })),
    parameters,
    attempt,
  };
}

/** An address without user name, password, query and trailing slashes, its host in lower case. */
export function cleanEndpoint(endpoint: string): string {
  const url = URL.parse(endpoint);
  if (url === null) return endpoint.replace(/[?#].*$/s, "").replace(/\/+$/, "");
  url.username =
    url.password =
    url.search =
    url.hash =
      "";
  return url.href.replace(/\/+$/, "");
}
