import type { BugFamily } from "../core/candidate.ts";
import { UsageError } from "../core/errors.ts";
import type { MutantOperator } from "../core/operator.ts";
import { OPERATORS } from "./operators/registry.ts";

/** Which operators work; each list null for no word on it. */
export interface OperatorSelection {
  /** All operators of these families. */
  readonly families: readonly string[] | null;
  /** These operators. */
  readonly operators: readonly string[] | null;
}

/** The names of all operators. */
export const OPERATOR_NAMES: readonly string[] = OPERATORS.map(({ name }) => name);

/** The families that operators belong to, sorted. */
export const OPERATOR_FAMILIES: readonly BugFamily[] = [...new Set(OPERATORS.map(({ family }) => family))]
  .sort();

/**
 * The operators that are named, and those of the families that are named; all where nothing is.
 *
 * @throws {UsageError} where a name is unknown.
 */
export function selectOperators({ families, operators }: OperatorSelection): readonly MutantOperator[] {
  for (const family of families ?? []) {
    if (!(OPERATOR_FAMILIES as readonly string[]).includes(family)) throw unknown("family", family);
  }
  for (const operator of operators ?? []) {
    if (!OPERATOR_NAMES.includes(operator)) throw unknown("operator", operator);
  }
  if (families === null && operators === null) return OPERATORS;
  return OPERATORS.filter(({ name, family }) => families?.includes(family) || operators?.includes(name));
}

function unknown(what: "family" | "operator", name: string): UsageError {
  const state = what === "family" ? "no operator is of it" : "there is none of that name";
  return new UsageError(`Cannot use the ${what} "${name}": ${state}`);
}
