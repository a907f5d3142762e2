import type { NumberFlag, PathFlag, SwitchFlag, TextFlag } from "./command.ts";

/** Every command's. */
export const HELP: SwitchFlag = { name: "help", short: "h", kind: "switch", help: "Show this page" };

/** Every command's. */
export const DEBUG: SwitchFlag = { name: "debug", kind: "switch", help: "Show stack traces of errors" };

/** The flags that every command has besides its own. */
export const COMMON_FLAGS: readonly SwitchFlag[] = [HELP, DEBUG];

/** How many tasks. */
export const COUNT: NumberFlag<number> = {
  name: "count",
  aliases: ["num"],
  short: "n",
  kind: "integer",
  placeholder: "N",
  min: 1,
  max: 1_000_000,
  fallback: 1,
  help: "How many tasks to make",
};

/** Which model writes. */
export const MODEL: TextFlag<null> = {
  name: "model",
  short: "m",
  kind: "text",
  placeholder: "NAME",
  fallback: null,
  defaultText: "$SYNTHDEBUG_MODEL, else $LITELLM_MODEL, else gpt-4o-mini",
  help: "Model that writes the modules",
};

/** Where the model is. */
export const BASE_URL: TextFlag<null> = {
  name: "base-url",
  kind: "text",
  placeholder: "URL",
  fallback: null,
  defaultText: "the provider's own",
  help: "Address of an OpenAI-compatible endpoint",
};

/** How freely the model writes. */
export const TEMPERATURE: NumberFlag<null> = {
  name: "temperature",
  kind: "number",
  placeholder: "T",
  min: 0,
  max: 2,
  fallback: null,
  defaultText: "the model's own",
  help: "How freely the model writes",
};

/** How often an author may write one scenario anew. */
export const MAX_ATTEMPTS: NumberFlag<number> = {
  name: "max-attempts",
  kind: "integer",
  placeholder: "N",
  min: 1,
  max: 20,
  fallback: 3,
  help: "How often the author may write a refused scenario anew",
};

/** Ask no model. */
export const OFFLINE: SwitchFlag = {
  name: "offline",
  kind: "switch",
  help: "Take the modules of the built-in library; ask no model",
};

/** The user's own scenarios. */
export const CATALOG: PathFlag<null> = {
  name: "catalog",
  kind: "path-in",
  words: ["none"],
  placeholder: "FILE|none",
  fallback: null,
  defaultText: "the built-in catalogue",
  help: "JSON file of the scenarios to draw from; with none the model invents them",
};

/** Only scenarios of one domain. */
export const DOMAIN: TextFlag<null> = {
  name: "domain",
  kind: "text",
  placeholder: "NAME",
  fallback: null,
  defaultText: "all",
  help: "Only scenarios of this domain",
};

/** What was used before. */
export const STATE: PathFlag<null> = {
  name: "state",
  kind: "path-out",
  placeholder: "FILE",
  fallback: null,
  defaultText: "none, nothing is remembered",
  help: "JSON file that remembers the used scenarios; made where it is missing",
};

/** The catalogue more than once. */
export const ROUNDS: NumberFlag<number> = {
  name: "rounds",
  kind: "integer",
  placeholder: "N",
  min: 1,
  max: 1000,
  fallback: 1,
  help: "How often a model may write each scenario, every time as another module",
};

/** Where bugs come from. */
export const BUG_STRATEGIES: TextFlag<null> = {
  name: "bug-strategies",
  aliases: ["strategy"],
  kind: "text",
  placeholder: "LIST",
  fallback: null,
  defaultText: "the author's own and operators, the best of all",
  help: "Which bugs come first and how often, such as llm_variant=2,llm_feature,author,operator",
};

/** How good a module's tests must be. */
export const MIN_MUTATION_SCORE: NumberFlag<number> = {
  name: "min-mutation-score",
  kind: "number",
  placeholder: "X",
  min: 0,
  max: 1,
  fallback: 0,
  help: "Refuse modules whose tests see a smaller share of mutants, such as 0.8",
};

/** Repeatable drawing. */
export const CATALOG_SEED: TextFlag<null> = {
  name: "catalog-seed",
  kind: "text",
  placeholder: "SEED",
  fallback: null,
  defaultText: "another one in each run",
  help: "Number or text; the same one draws the same scenarios again",
};

/** How often a request or a task is tried again. */
export const RETRIES: NumberFlag<number> = {
  name: "retries",
  kind: "integer",
  placeholder: "N",
  min: 0,
  max: 20,
  fallback: 2,
  help: "Further attempts at a task that failed",
};

/** Tasks in flight. */
export const CONCURRENCY: NumberFlag<null> = {
  name: "concurrency",
  kind: "integer",
  placeholder: "N",
  min: 1,
  max: 1000,
  fallback: null,
  defaultText: "16 with a model, else twice the workers",
  help: "Tasks in flight at a time",
};

/** Machine-readable output. */
export const JSON_OUTPUT: SwitchFlag = {
  name: "json",
  kind: "switch",
  help: "Print one JSON result to stdout",
};

/** No progress. */
export const QUIET: SwitchFlag = {
  name: "quiet",
  short: "q",
  kind: "switch",
  help: "Show no progress and no notes, only errors",
};
