import { UsageError } from "../core/errors.ts";
import type { Random } from "../core/random.ts";

/** How often each strategy comes first, by name and against each other; 0 for not at all. */
export type StrategyWeights = Readonly<Record<string, number>>;

/** The fallback: it costs nothing, and there is hardly a module of which it makes no bug. */
const FALLBACK = "operator";

/** Strategies whose every request costs: they are asked only where they have a weight. */
export const ASKING_STRATEGIES: readonly string[] = ["llm_variant", "llm_feature"];

/** The names by which strategies are chosen. */
export const STRATEGY_NAMES: readonly string[] = ["author", ...ASKING_STRATEGIES, FALLBACK];

/**
 * Reads weights such as "llm_variant=2,operator": names with weights, which are 1 where none is given.
 *
 * @throws {UsageError} where a name is unknown or comes twice, a weight is no number, or all are 0.
 */
export function parseStrategyWeights(text: string): StrategyWeights {
  const fail = (state: string) => new UsageError(`Cannot use the bug strategies "${text}": ${state}`);
  const weights = new Map<string, number>();
  for (const part of text.split(",").map((each) => each.trim())) {
    const [name = "", weight = "1", ...more] = part.split("=").map((each) => each.trim());
    if (name === "") throw fail(`a name is missing; there are ${STRATEGY_NAMES.join(", ")}`);
    if (!STRATEGY_NAMES.includes(name)) {
      throw fail(`there is no "${name}"; there are ${STRATEGY_NAMES.join(", ")}`);
    }
    if (weights.has(name)) throw fail(`"${name}" comes twice`);
    if (more.length > 0 || !/^(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9})$/.test(weight)) {
      throw fail(`the weight of "${name}" is no number from 0 on`);
    }
    weights.set(name, Number(weight));
  }
  if ([...weights.values()].every((weight) => weight === 0)) throw fail("all weights are 0");
  return Object.fromEntries(weights);
}

/**
 * The order in which strategies are asked for one bug: drawn by weight, each once. Those of weight 0 are left
 * out, but operators always have a place: the last one where they were not drawn.
 */
export function strategyOrder(weights: StrategyWeights, random: Random): readonly string[] {
  const left = new Map(Object.entries(weights).filter(([, weight]) => weight > 0));
  const order: string[] = [];
  while (left.size > 0) {
    const name = drawOne(left, random.next());
    left.delete(name);
    order.push(name);
  }
  return order.includes(FALLBACK) ? order : [...order, FALLBACK];
}

/** The name on which a share of the weights' sum falls. */
function drawOne(weights: ReadonlyMap<string, number>, share: number): string {
  const names = [...weights.keys()];
  let rest = share * [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  return names.find((name) => (rest -= weights.get(name)!) < 0) ?? names.at(-1)!;
}
