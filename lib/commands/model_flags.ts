import type { Flag, NumberFlag, PathFlag, SwitchFlag } from "./command.ts";
import { BASE_URL, MODEL, TEMPERATURE } from "./shared_flags.ts";

/** Most tokens of one answer. */
export const MAX_OUTPUT_TOKENS: NumberFlag<null> = {
  name: "max-output-tokens",
  kind: "integer",
  placeholder: "N",
  min: 1,
  max: 10_000_000,
  fallback: null,
  defaultText: "the model's own; 32768 with --max-cost or --max-tokens",
  help: "Most tokens of one answer, thoughts included",
};

/** How long one request may take. */
export const REQUEST_TIMEOUT: NumberFlag<number> = {
  name: "request-timeout",
  kind: "number",
  placeholder: "SECONDS",
  min: 0.1,
  max: 86_400,
  fallback: 600,
  help: "Time for one request with its whole answer",
};

/** How long an answer may stand still. */
export const IDLE_TIMEOUT: NumberFlag<number> = {
  name: "idle-timeout",
  kind: "number",
  placeholder: "SECONDS",
  min: 0.1,
  max: 86_400,
  fallback: 60,
  help: "Time in which nothing more of an answer that began comes, before its connection counts as broken",
};

/** How often a request is repeated. */
export const REQUEST_RETRIES: NumberFlag<number> = {
  name: "request-retries",
  kind: "integer",
  placeholder: "N",
  min: 0,
  max: 100,
  fallback: 6,
  help: "How often a request is repeated where the server is busy, fails, or the connection breaks",
};

/** Requests a minute. */
export const RPM: NumberFlag<null> = {
  name: "rpm",
  kind: "integer",
  placeholder: "N",
  min: 1,
  max: 10_000_000,
  fallback: null,
  defaultText: "no limit",
  help: "Most requests in any minute",
};

/** Tokens a minute. */
export const TPM: NumberFlag<null> = {
  name: "tpm",
  kind: "integer",
  placeholder: "N",
  min: 1,
  max: 10_000_000_000,
  fallback: null,
  defaultText: "no limit",
  help: "Most tokens in any minute, estimated before and corrected after each answer",
};

/** Where answers are kept. */
export const CACHE: PathFlag<null> = {
  name: "cache",
  kind: "path-out",
  placeholder: "DIR|off",
  fallback: null,
  defaultText: "off",
  help: "Folder that keeps every answer, so that nothing is paid twice; off keeps none",
};

/** Kept answers only. */
export const REPLAY: PathFlag<null> = {
  name: "replay",
  kind: "path-in",
  placeholder: "DIR",
  fallback: null,
  defaultText: "off",
  help: "Answer from this folder of kept answers alone; ask nobody, need no key",
};

/** Money. */
export const MAX_COST: NumberFlag<null> = {
  name: "max-cost",
  kind: "number",
  placeholder: "USD",
  min: 0,
  max: 1e9,
  fallback: null,
  defaultText: "no limit",
  help: "Hard limit on the run's cost in US dollars",
};

/** Tokens. */
export const MAX_TOKENS: NumberFlag<null> = {
  name: "max-tokens",
  kind: "integer",
  placeholder: "N",
  min: 1,
  max: 1e15,
  fallback: null,
  defaultText: "no limit",
  help: "Hard limit on the run's tokens, sent and written",
};

/** Requests. */
export const MAX_REQUESTS: NumberFlag<null> = {
  name: "max-requests",
  kind: "integer",
  placeholder: "N",
  min: 1,
  max: 1e12,
  fallback: null,
  defaultText: "no limit",
  help: "Hard limit on the run's requests, repeated ones included",
};

/** The user's own prices. */
export const PRICES: PathFlag<null> = {
  name: "prices",
  kind: "path-in",
  placeholder: "FILE",
  fallback: null,
  defaultText: "the built-in table",
  help: "JSON file of prices, which come before the built-in ones",
};

/** The model explains. */
export const NARRATE: SwitchFlag = {
  name: "narrate",
  kind: "switch",
  help: "Let the model write the reasoning of the conversations; what the evidence does not bear is replaced",
};

/** Every command's that asks a model. */
export const MODEL_FLAGS: readonly Flag[] = [
  MODEL,
  BASE_URL,
  TEMPERATURE,
  MAX_OUTPUT_TOKENS,
  REQUEST_TIMEOUT,
  IDLE_TIMEOUT,
  REQUEST_RETRIES,
  RPM,
  TPM,
  CACHE,
  REPLAY,
  MAX_COST,
  MAX_TOKENS,
  MAX_REQUESTS,
  PRICES,
];
