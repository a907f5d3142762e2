import { UsageError } from "../core/errors.ts";
import { type Access, filled, findAccess, type ReadVariable } from "./provider_access.ts";
import { type Provider, splitModelName } from "./providers.ts";

/** What the command line said about the author. */
export interface ModelFlags {
  /** --model. */
  readonly model?: string | undefined;
  /** --base-url. */
  readonly baseUrl?: string | undefined;
  /** --temperature; its range was checked. */
  readonly temperature?: number | undefined;
  /** --offline. */
  readonly offline?: boolean | undefined;
  /** Whether recorded answers alone are used (--replay): then no key is needed. */
  readonly replay?: boolean | undefined;
}

/** A model, and where and how it is asked. */
export interface ModelEndpoint {
  /** The model's name at its provider, without the provider's prefix. */
  readonly model: string;
  /** The provider's prefix, such as "groq". */
  readonly provider: string;
  /** Sent as a bearer token; "none" for servers that want no key. */
  readonly apiKey: string;
  /** The environment variable that the key is from, or belongs in, for messages. */
  readonly keyVariable: string;
  /** Root of the API, such as "http://127.0.0.1:8000/v1", without a slash at the end. */
  readonly baseUrl: string;
  /** Left out of requests where undefined: some models take none. */
  readonly temperature: number | undefined;
  /** How the provider calls the limit on an answer's tokens. */
  readonly limitParameter: "max_tokens" | "max_completion_tokens";
}

/** Which author writes: the offline library, with the reason in one line, or a model. */
export type ModelConfiguration =
  | { readonly kind: "offline"; readonly why: string }
  | { readonly kind: "model"; readonly options: ModelEndpoint };

/** The model that is asked for, whether it can be reached or not. */
export interface AskedModel {
  /** As it was given, such as "groq/llama-3.3-70b-versatile". */
  readonly name: string;
  /** Where it was given: "--model" or a variable; null for the default. */
  readonly from: string | null;
  /** The name without the provider's prefix. */
  readonly model: string;
  /** Who is asked. */
  readonly provider: Provider;
  /** How it is reached. */
  readonly access: Access;
}

const DEFAULT_MODEL = "gpt-4o-mini";

/**
 * The author from flags and environment; flags come first, blank values count as unset.
 *
 * - model: --model, SYNTHDEBUG_MODEL, LITELLM_MODEL, else "gpt-4o-mini"; its prefix, if it is one of
 *   {@linkcode PROVIDERS}, says who is asked, and is taken off
 * - base URL: --base-url, OPENAI_BASE_URL, OPENAI_API_BASE, the provider's own variables, its default
 * - key: the one that belongs to that address, see {@linkcode findAccess}
 *
 * Where the key is missing, the offline library writes, unless --model or a replay asks for the model.
 *
 * @throws {UsageError} where a value cannot be used, or --model has nowhere to go.
 */
export function readModelConfiguration(flags: ModelFlags, env: ReadVariable): ModelConfiguration {
  if (flags.offline) return { kind: "offline", why: "--offline: using the offline author" };
  const asked = findAskedModel(flags, env);
  const { access, provider, model } = asked;
  if (access.kind === "unusable") throw new UsageError(access.why);
  if (access.kind === "missing") {
    if (asked.from === "--model" || flags.replay) throw new UsageError(describeMissing(asked, access));
    return { kind: "offline", why: whyOffline(asked, access) };
  }
  const { apiKey, keyVariable, baseUrl } = access;
  const { prefix, limitParameter } = provider;
  const { temperature } = flags;
  const options = { model, provider: prefix, apiKey, keyVariable, baseUrl, temperature, limitParameter };
  return { kind: "model", options };
}

/**
 * The model that flags and environment ask for, and how it is reached.
 *
 * @throws {UsageError} where its name is none.
 */
export function findAskedModel(flags: ModelFlags, env: ReadVariable): AskedModel {
  const sources: readonly [string, string | undefined][] = [
    ["--model", flags.model],
    ["SYNTHDEBUG_MODEL", env("SYNTHDEBUG_MODEL")],
    ["LITELLM_MODEL", env("LITELLM_MODEL")],
  ];
  const [from, given] = sources.find(([, value]) => filled(value) !== undefined) ?? [null, DEFAULT_MODEL];
  const name = filled(given)!;
  const { provider, model } = splitModelName(name);
  if (model === "" || /[\s\p{Cc}]/u.test(model)) {
    throw new UsageError(`Cannot use model ${JSON.stringify(name)}: it is not a model name`);
  }
  const access = findAccess(provider, env, {
    baseUrl: flags.baseUrl,
    redirected: true,
    silent: flags.replay ?? false,
  });
  return { name, from, model, provider, access };
}

/** A missing key or address as one line that names its variable. */
export function describeMissing({ name }: AskedModel, access: Access & { kind: "missing" }): string {
  return `Cannot ask "${name}": ${notSet(access.variables)}. ` +
    `Set ${access.variables.length === 1 ? "it" : "them"}, give --base-url, ` +
    "or leave out --model to use the offline author";
}

function whyOffline({ name, from }: AskedModel, access: Access & { kind: "missing" }): string {
  const why = from === null
    ? "no OPENAI_API_KEY and no --base-url"
    : `${from} names "${name}", but ${notSet(access.variables)}`;
  return `${why}: using the offline author`;
}

function notSet(variables: readonly string[]): string {
  return `${variables.join(" and ")} ${variables.length === 1 ? "is" : "are"} not set`;
}
