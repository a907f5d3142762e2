import { UsageError } from "../core/errors.ts";
import type { ModelOptions } from "./model_author.ts";
import { PLACEHOLDER_KEY } from "./redact.ts";

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
}

/** Which author writes: the offline library, with the reason in one line, or a model. */
export type ModelConfiguration =
  | { readonly kind: "offline"; readonly why: string }
  | { readonly kind: "model"; readonly options: ModelOptions };

/** Reads one environment variable. */
export type ReadVariable = (name: string) => string | undefined;

const DEFAULT_MODEL = "gpt-4o-mini";

/**
 * The author from flags and environment; flags come first, blank values count as unset.
 *
 * - model: --model, SYNTHDEBUG_MODEL, LITELLM_MODEL, else "gpt-4o-mini", without a leading "openai/"
 * - key: OPENAI_API_KEY; a base URL alone is enough, as local servers want no key
 * - base URL: --base-url, OPENAI_BASE_URL, OPENAI_API_BASE
 *
 * With neither key nor base URL the offline library writes, unless --model asks for a model by name.
 *
 * @throws {UsageError} where a value cannot be used, or --model has nowhere to go.
 */
export function readModelConfiguration(flags: ModelFlags, env: ReadVariable): ModelConfiguration {
  if (flags.offline) return { kind: "offline", why: "--offline: using the offline author" };
  const asked = filled(flags.model);
  const model = bareModel(
    asked ?? filled(env("SYNTHDEBUG_MODEL")) ?? filled(env("LITELLM_MODEL")) ?? DEFAULT_MODEL,
  );
  const baseUrl = readBaseUrl(flags, env);
  const apiKey = filled(env("OPENAI_API_KEY"));
  if (apiKey === undefined && baseUrl === undefined) {
    if (asked === undefined) {
      return { kind: "offline", why: "no OPENAI_API_KEY and no --base-url: using the offline author" };
    }
    throw new UsageError(
      `Cannot ask "${model}": no OPENAI_API_KEY and no --base-url is set. ` +
        "Set one of them, or leave out --model to use the offline author",
    );
  }
  const options = { model, apiKey: apiKey ?? PLACEHOLDER_KEY, baseUrl, temperature: flags.temperature };
  return { kind: "model", options };
}

function filled(value: string | undefined): string | undefined {
  return value?.trim() || undefined;
}

/**
 * The name without the prefix by which LiteLLM names OpenAI-compatible providers. Where the provider's own
 * names begin with it (OpenRouter), it is written twice, as with LiteLLM.
 */
function bareModel(name: string): string {
  const bare = name.replace(/^openai\//, "");
  if (bare === "" || /[\s\p{Cc}]/u.test(bare)) {
    throw new UsageError(`Cannot use model ${JSON.stringify(name)}: it is not a model name`);
  }
  return bare;
}

function readBaseUrl(flags: ModelFlags, env: ReadVariable): string | undefined {
  const sources: readonly [string, string | undefined][] = [
    ["--base-url", flags.baseUrl],
    ["OPENAI_BASE_URL", env("OPENAI_BASE_URL")],
    ["OPENAI_API_BASE", env("OPENAI_API_BASE")],
  ];
  for (const [source, value] of sources) {
    const text = filled(value);
    if (text !== undefined) return checkUrl(text, source);
  }
  return undefined;
}

function checkUrl(text: string, source: string): string {
  const url = URL.parse(text);
  // An address with a password in it is never printed.
  if (url !== null && (url.username !== "" || url.password !== "")) {
    throw new UsageError(
      `Cannot use ${source}: the URL holds a user name or password. Give the key as OPENAI_API_KEY`,
    );
  }
  if (url === null || !["http:", "https:"].includes(url.protocol)) {
    throw new UsageError(
      `Cannot use ${source}${text.includes("@") ? "" : ` ${JSON.stringify(text)}`}: ` +
        "it is not an http or https URL such as http://127.0.0.1:8000/v1",
    );
  }
  return text;
}
