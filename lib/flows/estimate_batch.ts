import { costOf, highestCost, type ModelPrice } from "../llm/prices.ts";

/** What a batch is about to ask a model for. */
export interface BatchPlan {
  /** Tasks wanted. */
  readonly draws: number;
  /** Of them, those whose module's first answer is in the request cache. */
  readonly cached: number;
  /** How many scenarios the model is asked to invent at once; null where they are drawn from a catalogue. */
  readonly listSize: number | null;
  /** Bytes of the message that is the same for all modules. */
  readonly systemBytes: number;
  /** Mean bytes of the message that asks for one module. */
  readonly promptBytes: number;
  /** Names of the bug strategies that ask the model. */
  readonly strategies: readonly string[];
  /** Whether the model writes the reasoning of conversations. */
  readonly narrate: boolean;
  /** Most answers for one module, the first included. */
  readonly maxAttempts: number;
  /** Further attempts at a task that failed. */
  readonly retries: number;
  /** How often a request is repeated after a failure. */
  readonly requestRetries: number;
  /** Most tokens of one answer; null for the model's own limit. */
  readonly maxOutputTokens: number | null;
  /** Null where it is not known. */
  readonly price: ModelPrice | null;
}

/** What a batch may use. */
export interface EstimatedUse {
  /** HTTP requests. */
  readonly requests: number;
  /** Tokens sent. */
  readonly promptTokens: number;
  /** Tokens written. */
  readonly completionTokens: number;
  /** US dollars; null where the price is not known. */
  readonly costUsd: number | null;
}

/** What a batch is likely to use, and at most. */
export interface BatchEstimate {
  readonly plan: BatchPlan;
  /** Where things go as is usual. */
  readonly expected: EstimatedUse;
  /** Where everything is asked as often as the flags allow. */
  readonly worst: EstimatedUse;
  /** What the figures rest on, a line each. */
  readonly assumptions: readonly string[];
}

/**
 * Bytes per token of module documents (YAML with Python in it): mean over the library's first 24 scenarios, counted
 * with the encodings o200k_base (3.41) and cl100k_base (3.47). Other tokenizers differ: this is an estimate.
 */
export const BYTES_PER_TOKEN = 3.4;
/** The same of the one with the most tokens for its size (3.07), rounded down. */
const FEWEST_BYTES_PER_TOKEN = 3;

/** Bytes of texts, mean and most, measured over the library's 48 scenarios. */
const DOCUMENT = { mean: 22_100, most: 26_200 };
const CODE_AND_TESTS = { mean: 15_200, most: 19_000 };
const CODE = { mean: 6_300, most: 7_200 };
const BUG = { mean: 420, most: 530 };

/** Bytes of texts that only a run shows: set by hand, the most from what the prompts allow. */
const REASONS = { mean: 2_000, most: 13_000 };
const BUG_RULES = { mean: 3_000, most: 3_500 };
const FEATURE_EDITS = { mean: 1_500, most: CODE.most };
const EVIDENCE = { mean: 15_300, most: 30_000 };
const NARRATION = { mean: 3_000, most: 8_000 };
const BUGS_A_REQUEST = 6;

/** A question for scenarios: its rules, and a line for each scenario that there is, of which it tells some. */
const SCENARIO_RULES = 1_400;
const SCENARIO = { mean: 120, most: 160 };
const MOST_SCENARIOS = 200;
/** Questions for one list of scenarios that may bring nothing new before a run ends. */
const MOST_LISTS = 10;

/** How many modules of ten go back to the model once. */
const REPAIRED_OF_TEN = 5;

/** Answers of one kind: how many, and bytes of each. */
interface Answers {
  readonly count: number;
  readonly sent: number;
  readonly written: number;
}

/** Estimates what a batch uses, without sending anything. What it rests on stands in the result. */
export function estimateBatch(plan: BatchPlan): BatchEstimate {
  const { requestRetries, maxOutputTokens, price } = plan;
  const expected = sum(expectedAnswers(plan), {
    bytesPerToken: BYTES_PER_TOKEN,
    outputTokens: (written) => Math.min(written, maxOutputTokens ?? Infinity),
    cost: (promptTokens, completionTokens) =>
      costOf(price, { promptTokens, completionTokens, cachedPromptTokens: 0, costUsd: null }),
  });
  const worst = sum(worstAnswers(plan), {
    bytesPerToken: FEWEST_BYTES_PER_TOKEN,
    outputTokens: (written) => maxOutputTokens ?? written,
    cost: (promptTokens, completionTokens) => price && highestCost(price, promptTokens, completionTokens),
  });
  return {
    plan,
    expected,
    worst: { ...worst, requests: worst.requests * (1 + requestRetries) },
    assumptions: listAssumptions(plan),
  };
}

function expectedAnswers(plan: BatchPlan): readonly Answers[] {
  const { draws, systemBytes, promptBytes, strategies, narrate, maxAttempts } = plan;
  const asked = systemBytes + promptBytes;
  const fresh = draws - cachedOf(plan);
  const bugs = strategies.map((name) => bugAnswers(name, "mean"));
  return [
    ...scenarioAnswers(plan, "mean"),
    { count: fresh, sent: asked, written: DOCUMENT.mean },
    {
      count: maxAttempts > 1 ? Math.round(fresh * REPAIRED_OF_TEN / 10) : 0,
      sent: asked + DOCUMENT.mean + REASONS.mean,
      written: CODE_AND_TESTS.mean / 2,
    },
    // One of them is asked for each task: each has its share.
    ...bugs.map((each) => ({ ...each, count: draws / bugs.length })),
    { count: narrate ? draws : 0, sent: EVIDENCE.mean, written: NARRATION.mean },
  ];
}

function worstAnswers(plan: BatchPlan): readonly Answers[] {
  const { draws, systemBytes, promptBytes, strategies, narrate, maxAttempts, retries } = plan;
  const attempts = draws * (1 + retries);
  const asked = systemBytes + promptBytes;
  const bugs = strategies.map((name) => bugAnswers(name, "most"));
  return [
    ...scenarioAnswers(plan, "most"),
    { count: attempts - cachedOf(plan), sent: asked, written: DOCUMENT.most },
    {
      count: attempts * (maxAttempts - 1),
      sent: asked + DOCUMENT.most + REASONS.most,
      written: DOCUMENT.most,
    },
    ...bugs.map((each) => ({ ...each, count: attempts })),
    // Bugs that are trivial are made subtler in one more request of each strategy.
    ...bugs.map(({ sent }) => ({
      count: attempts,
      sent: sent + BUGS_A_REQUEST * BUG.most,
      written: BUGS_A_REQUEST * BUG.most,
    })),
    { count: narrate ? attempts : 0, sent: EVIDENCE.most, written: NARRATION.most },
  ];
}

function scenarioAnswers({ draws, listSize }: BatchPlan, size: "mean" | "most"): readonly Answers[] {
  if (listSize === null) return [];
  // The list that is told grows with the run.
  const told = size === "most" ? MOST_SCENARIOS : Math.min(MOST_SCENARIOS, draws / 2);
  const sent = SCENARIO_RULES + told * SCENARIO[size];
  // At worst a list brings one scenario that is new, after all the vain ones that are allowed.
  const count = size === "most" ? draws * MOST_LISTS : Math.ceil(draws / listSize);
  return [{ count, sent, written: listSize * SCENARIO[size] }];
}

function bugAnswers(strategy: string, size: "mean" | "most"): Omit<Answers, "count"> {
  return {
    sent: BUG_RULES[size] + CODE_AND_TESTS[size],
    written: strategy === "llm_feature" ? FEATURE_EDITS[size] : BUGS_A_REQUEST * BUG[size],
  };
}

function cachedOf({ cached, draws }: BatchPlan): number {
  return Math.min(cached, draws);
}

interface Measures {
  readonly bytesPerToken: number;
  /** What becomes of the tokens of a text of that size. */
  readonly outputTokens: (written: number) => number;
  /** US dollars of one answer. */
  readonly cost: (promptTokens: number, completionTokens: number) => number | null;
}

function sum(answers: readonly Answers[], { bytesPerToken, outputTokens, cost }: Measures): EstimatedUse {
  const total = { requests: 0, promptTokens: 0, completionTokens: 0 };
  let costUsd: number | null = 0;
  for (const { count, sent, written } of answers) {
    const prompt = Math.ceil(sent / bytesPerToken);
    const completion = outputTokens(Math.ceil(written / bytesPerToken));
    const each = cost(prompt, completion);
    total.requests += count;
    total.promptTokens += count * prompt;
    total.completionTokens += count * completion;
    costUsd = each === null || costUsd === null ? null : costUsd + count * each;
  }
  return {
    requests: Math.ceil(total.requests),
    promptTokens: Math.ceil(total.promptTokens),
    completionTokens: Math.ceil(total.completionTokens),
    costUsd,
  };
}

function listAssumptions(plan: BatchPlan): readonly string[] {
  const { strategies, narrate, maxAttempts, retries, requestRetries, maxOutputTokens } = plan;
  const some = (condition: boolean, line: string): readonly string[] => condition ? [line] : [];
  return [
    `a token is ${BYTES_PER_TOKEN} bytes, and a module as long as the offline library's ` +
    `(${Math.round(DOCUMENT.mean / BYTES_PER_TOKEN)} tokens)`,
    "thoughts of a reasoning model are not counted, and may be more than all the rest",
    ...some(
      maxAttempts > 1,
      `expected: ${REPAIRED_OF_TEN} modules of 10 go back once to be mended; at worst there are ` +
        `${maxAttempts} answers for each`,
    ),
    ...some(strategies.length > 0, `expected: one of ${strategies.join(", ")} gives each task's bug`),
    ...some(plan.listSize !== null, `expected: the model invents ${plan.listSize} scenarios at once`),
    ...some(narrate, `a narration takes ${Math.round(EVIDENCE.mean / BYTES_PER_TOKEN)} tokens of evidence`),
    `expected: nothing fails; at worst each task is tried ${1 + retries} times, and each request sent ` +
    `${1 + requestRetries} times, of which one is charged`,
    maxOutputTokens === null
      ? "at worst no answer is longer than the longest of the library; --max-output-tokens sets a real bound"
      : `at worst each answer has ${maxOutputTokens} tokens`,
  ];
}
