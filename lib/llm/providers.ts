/** A place where models answer, spoken to through OpenAI's chat completions protocol. */
export interface Provider {
  /** What stands before the model's name and a slash, as with LiteLLM, such as "groq". */
  readonly prefix: string;
  /** For people. */
  readonly name: string;
  /** Where it answers; null where each user has an address of their own. */
  readonly baseUrl: string | null;
  /** Path that is added to an address of {@linkcode baseUrlVariables} which has none, such as "/v1". */
  readonly path: string;
  /** Environment variables that may hold the key; the first one that is set counts. */
  readonly keyVariables: readonly [string, ...string[]];
  /** Environment variables that may hold the address; the first one that is set counts. */
  readonly baseUrlVariables: readonly [string, ...string[]];
  /** Whether it answers nobody without a key. */
  readonly needsKey: boolean;
  /** How it calls the limit on an answer's tokens. */
  readonly limitParameter: "max_tokens" | "max_completion_tokens";
}

/** Prefix, name, address, the key's variable, and what is special. */
type Row = readonly [string, string, string, string, ("own address" | "local")?];

/** The address's variable is the prefix in capitals with _API_BASE, such as GROQ_API_BASE. */
const ROWS: readonly Row[] = [
  ["openai", "OpenAI", "https://api.openai.com/v1", "OPENAI_API_KEY"],
  ["azure", "Azure OpenAI", "https://NAME.openai.azure.com/openai/v1", "AZURE_API_KEY", "own address"],
  ["anthropic", "Anthropic", "https://api.anthropic.com/v1", "ANTHROPIC_API_KEY"],
  ["gemini", "Google Gemini", "https://generativelanguage.googleapis.com/v1beta/openai", "GEMINI_API_KEY"],
  ["groq", "Groq", "https://api.groq.com/openai/v1", "GROQ_API_KEY"],
  ["mistral", "Mistral", "https://api.mistral.ai/v1", "MISTRAL_API_KEY"],
  ["deepseek", "DeepSeek", "https://api.deepseek.com/v1", "DEEPSEEK_API_KEY"],
  ["together_ai", "Together AI", "https://api.together.xyz/v1", "TOGETHER_API_KEY"],
  ["fireworks_ai", "Fireworks AI", "https://api.fireworks.ai/inference/v1", "FIREWORKS_API_KEY"],
  ["openrouter", "OpenRouter", "https://openrouter.ai/api/v1", "OPENROUTER_API_KEY"],
  ["xai", "xAI", "https://api.x.ai/v1", "XAI_API_KEY"],
  ["cerebras", "Cerebras", "https://api.cerebras.ai/v1", "CEREBRAS_API_KEY"],
  ["perplexity", "Perplexity", "https://api.perplexity.ai", "PERPLEXITYAI_API_KEY"],
  ["ollama", "Ollama", "http://127.0.0.1:11434/v1", "OLLAMA_API_KEY", "local"],
  ["lm_studio", "LM Studio", "http://127.0.0.1:1234/v1", "LM_STUDIO_API_KEY", "local"],
  ["hosted_vllm", "vLLM", "http://127.0.0.1:8000/v1", "HOSTED_VLLM_API_KEY", "local"],
];

/** Other names that LiteLLM or the provider itself takes for a variable, in LiteLLM's order. */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  AZURE_API_KEY: ["AZURE_OPENAI_API_KEY"],
  AZURE_API_BASE: ["AZURE_OPENAI_ENDPOINT"],
  ANTHROPIC_API_BASE: ["ANTHROPIC_BASE_URL"],
  GEMINI_API_KEY: ["GOOGLE_API_KEY"],
  TOGETHER_API_KEY: ["TOGETHER_AI_API_KEY", "TOGETHERAI_API_KEY", "TOGETHER_AI_TOKEN"],
  FIREWORKS_API_KEY: ["FIREWORKS_AI_API_KEY", "FIREWORKSAI_API_KEY", "FIREWORKS_AI_TOKEN"],
  FIREWORKS_AI_API_BASE: ["FIREWORKS_API_BASE"],
  OPENROUTER_API_KEY: ["OR_API_KEY"],
  PERPLEXITYAI_API_KEY: ["PERPLEXITY_API_KEY"],
};

/** OpenAI: what a model without a known prefix is asked at. */
export const OPENAI: Provider = {
  ...toProvider(ROWS[0]!),
  baseUrlVariables: ["OPENAI_BASE_URL", "OPENAI_API_BASE"],
  // The client of every language takes what OPENAI_BASE_URL holds as it is.
  path: "",
};

/** All providers, OpenAI first. */
export const PROVIDERS: readonly Provider[] = [OPENAI, ...ROWS.slice(1).map(toProvider)];

/**
 * Who is asked for a model, and by which name. One known prefix is taken off; where a provider's own names
 * begin with it too (OpenRouter), it is written twice, as with LiteLLM.
 */
export function splitModelName(name: string): { readonly provider: Provider; readonly model: string } {
  const provider = PROVIDERS.find(({ prefix }) => name.startsWith(`${prefix}/`));
  return provider
    ? { provider, model: name.slice(provider.prefix.length + 1) }
    : { provider: OPENAI, model: name };
}

function toProvider([prefix, name, url, keyVariable, special]: Row): Provider {
  const { pathname } = new URL(url);
  return {
    prefix,
    name,
    baseUrl: special === "own address" ? null : url,
    path: pathname === "/" ? "" : pathname,
    keyVariables: withOtherNames(keyVariable),
    baseUrlVariables: withOtherNames(`${prefix.toUpperCase()}_API_BASE`),
    needsKey: special !== "local",
    limitParameter: ["openai", "azure"].includes(prefix) ? "max_completion_tokens" : "max_tokens",
  };
}

function withOtherNames(variable: string): readonly [string, ...string[]] {
  return [variable, ...OTHER_NAMES[variable] ?? []];
}
