import { UsageError } from "../core/errors.ts";
import { parseJson } from "../core/parse_json.ts";
import { isMapping, kindOf, quoted, shownValue } from "../core/text_check.ts";

/** What tokens cost, in US dollars per million. */
export interface TokenRates {
  /** Tokens that are sent. */
  readonly input: number;
  /** Tokens of the prompt that the provider has in its own cache; null: they cost what others do. */
  readonly cachedInput: number | null;
  /** Tokens that are written, thoughts included. */
  readonly output: number;
}

/** One model's price. */
export interface ModelPrice extends TokenRates {
  /** The rates of a request whose prompt is longer than that many tokens; null where there are no others. */
  readonly over: (TokenRates & { readonly promptTokens: number }) | null;
  /** Version of the table that it stands in, such as "2026-11-22". */
  readonly version: string;
}

/** Prices of one file, by "<provider>/<model>" or "<provider>/*". */
export interface PriceList {
  /** Such as "2026-11-22"; the file's name where it does not say. */
  readonly version: string;
  /** By "<provider>/<model>" or "<provider>/*". */
  readonly models: ReadonlyMap<string, ModelPrice>;
}

type Refuse = (state: string) => never;

/** Far above any price per million tokens: more is a slip. */
const MAX_RATE = 100_000;
/** Longest version, in characters: it stands beside each sum of money. */
const MAX_VERSION = 100;
const FILE_KEYS = ["schema_version", "version", "currency", "unit", "notes", "models"];
const ENTRY_KEYS = ["input", "cached_input", "output", "over", "as_of", "source"];
const OVER_KEYS = ["prompt_tokens", "input", "cached_input", "output"];

/**
 * The prices of a file's JSON text:
 *
 *     {"schema_version": 1, "version": "2026-11-22", "currency": "USD", "unit": "per million tokens",
 *      "models": {"openai/gpt-4o": {"input": 2.5, "cached_input": 1.25, "output": 10}}}
 *
 * Only `schema_version` and `models` must be there. A model may also have `as_of` and `source`, for people,
 * and `over` with the rates of long prompts: `{"prompt_tokens": 200000, "input": 5, "output": 15}`. An
 * unknown key is refused: a misspelled one would be a wrong cost.
 *
 * @param name For messages, and the version where the file says none.
 * @throws {UsageError} `Cannot read prices "<name>": <state>`.
 */
export function parsePrices(text: string, name: string): PriceList {
  const refuse: Refuse = (state) => {
    throw new UsageError(`Cannot read prices "${name}": ${state}`);
  };
  const parsed = parseJson(text);
  if (!parsed.ok) return refuse(parsed.rejection.detail);
  const file = parsed.value;
  if (!isMapping(file)) return refuse(`it is ${kindOf(file)}, not an object`);
  if (file.schema_version !== 1) {
    refuse(
      `its schema_version is ${shownValue(file.schema_version)}, and this program reads 1`,
    );
  }
  refuseUnknown(file, FILE_KEYS, (state) => refuse(`it ${state}`));
  expect(file.currency, "USD", (state) => refuse(`its currency ${state}`));
  expect(file.unit, "per million tokens", (state) => refuse(`its unit ${state}`));
  const { version = name, models } = file;
  if (typeof version !== "string" || version.trim() === "") return refuse("its version is not a text");
  if (version !== name && version.length > MAX_VERSION) {
    return refuse(`its version is longer than ${MAX_VERSION} characters`);
  }
  if (!isMapping(models)) return refuse(`its "models" are ${kindOf(models)}, not an object`);
  const read = Object.entries(models).map(([key, entry]): [string, ModelPrice] => {
    const at = quoted(key);
    if (!/^[^/*\s]+\/(\*|[^*\s]+)$/.test(key)) {
      refuse(`${at} is not "<provider>/<model>" (or "<provider>/*"), such as "openai/gpt-4o"`);
    }
    return [key, { ...readPrice(entry, (state) => refuse(`${at} ${state}`)), version }];
  });
  return { version, models: new Map(read) };
}

function refuseUnknown(given: object, known: readonly string[], refuse: Refuse): void {
  const unknown = Object.keys(given).find((key) => !known.includes(key));
  if (unknown !== undefined) refuse(`has an unknown key ${quoted(unknown)} (known: ${known.join(", ")})`);
}

function expect(value: unknown, wanted: string, refuse: Refuse): void {
  if (value !== undefined && value !== wanted) {
    refuse(`is ${shownValue(value)}, and this program reads "${wanted}"`);
  }
}

function readPrice(entry: unknown, refuse: Refuse): Omit<ModelPrice, "version"> {
  if (!isMapping(entry)) return refuse("is not an object with input and output");
  refuseUnknown(entry, ENTRY_KEYS, refuse);
  const { over } = entry;
  if (over === undefined || over === null) return { ...readRates(entry, refuse), over: null };
  if (!isMapping(over)) return refuse(`has an "over" that is not an object`);
  const refuseOver: Refuse = (state) => refuse(`in "over" ${state}`);
  refuseUnknown(over, OVER_KEYS, refuseOver);
  const promptTokens = readNumber(over, "prompt_tokens", {
    max: Number.MAX_SAFE_INTEGER,
    refuse: refuseOver,
  });
  return { ...readRates(entry, refuse), over: { ...readRates(over, refuseOver), promptTokens } };
}

function readRates(entry: Readonly<Record<string, unknown>>, refuse: Refuse): TokenRates {
  const bounds = { max: MAX_RATE, refuse };
  const { cached_input: cached = null } = entry;
  return {
    input: readNumber(entry, "input", bounds),
    cachedInput: cached === null ? null : readNumber(entry, "cached_input", bounds),
    output: readNumber(entry, "output", bounds),
  };
}

function readNumber(
  entry: Readonly<Record<string, unknown>>,
  key: string,
  { max, refuse }: { max: number; refuse: Refuse },
): number {
  const value = entry[key];
  if (value === undefined) return refuse(`has no ${key}`);
  if (typeof value !== "number" || !(value >= 0 && value <= max)) {
    return refuse(`has a value of ${key} that is not a number from 0 to ${max}`);
  }
  return value;
}
