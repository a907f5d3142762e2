import type { Provider } from "./providers.ts";
import { OPENAI } from "./providers.ts";
import { PLACEHOLDER_KEY } from "./redact.ts";

/** Reads one environment variable. */
export type ReadVariable = (name: string) => string | undefined;

/** Where a provider is asked, and with which key; or what is missing for it. */
export type Access =
  | {
    readonly kind: "ready";
    /** Root of the API, without a slash at the end. */
    readonly baseUrl: string;
    /** The variable or flag that holds the address; null for the provider's default. */
    readonly baseUrlFrom: string | null;
    /** Sent as a bearer token; {@linkcode PLACEHOLDER_KEY} where none is set and none is needed. */
    readonly apiKey: string;
    /** The variable that holds the key; null where none is set. */
    readonly keyFrom: string | null;
    /** The variable that holds the key, or would. */
    readonly keyVariable: string;
  }
  | {
    readonly kind: "missing";
    /** Variables that are not set, at least one. */
    readonly variables: readonly string[];
    /** The address, where that is known. */
    readonly baseUrl: string | null;
    /** The variable or flag that holds the address; null for the provider's default and for none. */
    readonly baseUrlFrom: string | null;
    /** The variable that holds the key; null where none is set. */
    readonly keyFrom: string | null;
  }
  | {
    readonly kind: "unusable";
    /** A whole message, without secrets. */
    readonly why: string;
  };

/** What comes before a provider's own variables. */
export interface AccessOptions {
  /** --base-url. */
  readonly baseUrl?: string | undefined;
  /** Whether OPENAI_BASE_URL and OPENAI_API_BASE stand for the addresses of all providers. Default: false. */
  readonly redirected?: boolean;
  /** Whether it is not going to be asked, so that no key is needed. Default: false. */
  readonly silent?: boolean;
}

/** An address that may be there, and the keys that may go to it. */
interface Place {
  readonly from: string | null;
  readonly text: string | undefined;
  readonly path: string;
  readonly keyVariables: readonly string[];
  readonly needsKey: boolean;
}

/**
 * How a provider is reached. The first address that is set counts, and the key is the one that belongs to it:
 * a key never goes to an address that was given for something else.
 *
 * - `options.baseUrl` (--base-url): the provider's key, else OPENAI_API_KEY, else none
 * - OPENAI_BASE_URL, OPENAI_API_BASE: OPENAI_API_KEY, else none
 * - the provider's own variables or its default: the provider's key
 */
export function findAccess(provider: Provider, env: ReadVariable, options: AccessOptions = {}): Access {
  const place = listPlaces(provider, env, options).find(({ text }) => filled(text) !== undefined);
  const keyVariables = place?.keyVariables ?? provider.keyVariables;
  const keyFrom = keyVariables.find((name) => filled(env(name)) !== undefined) ?? null;
  const address = place ? readAddress(filled(place.text)!, place) : null;
  if (address?.kind === "unusable") return address;
  const baseUrl = address?.url ?? null;
  const needsKey = !options.silent && (place?.needsKey ?? provider.needsKey);
  const variables = [
    ...keyFrom === null && needsKey ? [provider.keyVariables[0]] : [],
    ...baseUrl === null ? [provider.baseUrlVariables[0]] : [],
  ];
  const known = { baseUrlFrom: place?.from ?? null, keyFrom };
  if (baseUrl === null || variables.length > 0) return { kind: "missing", variables, baseUrl, ...known };
  const apiKey = keyFrom === null ? PLACEHOLDER_KEY : filled(env(keyFrom))!;
  return { kind: "ready", baseUrl, apiKey, keyVariable: keyFrom ?? keyVariables[0]!, ...known };
}

/** A value without blanks around it; blank counts as unset. */
export function filled(value: string | undefined): string | undefined {
  return value?.trim() || undefined;
}

function listPlaces(provider: Provider, env: ReadVariable, options: AccessOptions): readonly Place[] {
  const { keyVariables, needsKey } = provider;
  const flag = { from: "--base-url", text: options.baseUrl, path: "", needsKey: false };
  const byDefault = { from: null, text: provider.baseUrl ?? undefined, path: "", keyVariables, needsKey };
  return [
    { ...flag, keyVariables: [...keyVariables, ...OPENAI.keyVariables] },
    ...options.redirected ? variablesOf(OPENAI, env) : [],
    ...variablesOf(provider, env),
    byDefault,
  ];
}

function variablesOf(provider: Provider, env: ReadVariable): readonly Place[] {
  // What stands at OPENAI_BASE_URL is often a server of one's own, which wants no key.
  const needsKey = provider.needsKey && provider.prefix !== OPENAI.prefix;
  const { path, keyVariables } = provider;
  return provider.baseUrlVariables.map((from) => ({ from, text: env(from), path, keyVariables, needsKey }));
}

type Address = { readonly kind: "address"; readonly url: string } | {
  readonly kind: "unusable";
  readonly why: string;
};

function readAddress(text: string, { from, path, keyVariables }: Place): Address {
  const url = URL.parse(text);
  const unusable = (why: string): Address => ({ kind: "unusable", why: `Cannot use ${from}${why}` });
  // An address with a password in it is never printed.
  if (url !== null && (url.username !== "" || url.password !== "")) {
    return unusable(`: the URL holds a user name or password. Give the key as ${keyVariables[0]}`);
  }
  if (url === null || !["http:", "https:"].includes(url.protocol)) {
    const shown = text.includes("@") ? "" : ` ${JSON.stringify(text)}`;
    return unusable(`${shown}: it is not an http or https URL such as http://127.0.0.1:8000/v1`);
  }
  if (url.search !== "" || url.hash !== "") {
    return unusable(": the URL holds a query or a fragment, after which no path can follow");
  }
  if (url.pathname === "/") url.pathname = path;
  return { kind: "address", url: url.href.replace(/\/+$/, "") };
}
