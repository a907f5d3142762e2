import type { BugRequest, BugStrategy, Proposal } from "../core/bug_strategy.ts";
import type { Candidate } from "../core/candidate.ts";
import type { HealthyRun } from "../core/healthy_run.ts";
import type { MutationScore } from "../core/mutation_score.ts";
import type { Python } from "../core/python.ts";
import type { Rejection } from "../core/rejection.ts";
import type { Verdict } from "../core/verdict.ts";
import { operatorMutants } from "../bugs/operator_mutants.ts";
import { listCandidates } from "../stages/4_candidates.ts";
import { judgeCandidates } from "../stages/5_verdicts.ts";

/** Mutants that a score is measured on: as many as are judged for a module's first bug, and the same ones. */
export const MUTANT_SAMPLE = 24;
/** The reason of a module whose tests see too few mutants. */
export const WEAK_TESTS = "weak_tests";
/** Survivors that an author is told of at once. */
const MOST_TOLD = 8;
/** Verdicts by which a mutant counts as killed. */
const KILLED: readonly string[] = ["failed", "timeout", "crashed"] satisfies readonly Verdict["kind"][];

/** How well a module's tests see its mutants. */
export interface SuiteStrength {
  readonly mutation: MutationScore;
  /** The mutants that no test saw. */
  readonly survivors: readonly Candidate[];
  /** What all operators make of the module: listing it takes its time, and a study wants the same. */
  readonly mutants: Proposal;
  /** What came of each mutant of the sample, by its code: none of them need be judged again. */
  readonly verdicts: ReadonlyMap<string, Verdict>;
}

/**
 * Measures the tests of a healthy module by the first operator mutants of the list that its bugs are picked from. The list's
 * order follows from the module alone, and so does the score, whichever bugs are wanted.
 */
export async function measureStrength(
  { request, healthy, python }: {
    readonly request: BugRequest;
    readonly healthy: HealthyRun;
    readonly python: Python;
  },
): Promise<SuiteStrength> {
  const mutants = await operatorMutants.propose(request);
  const { candidates } = await listCandidates(request, [proposing(operatorMutants, mutants)]);
  const sample = candidates.slice(0, MUTANT_SAMPLE);
  const judged = await judgeCandidates(sample, { checked: request.module, healthy, python });
  const survivors = judged.filter(({ verdict }) => verdict.kind === "survived");
  const killed = judged.filter(({ verdict }) => KILLED.includes(verdict.kind)).length;
  const told = killed + survivors.length;
  return {
    mutation: {
      score: told === 0 ? null : Math.round(1000 * killed / told) / 1000,
      killed,
      survived: survivors.length,
      invalid: judged.length - told,
      sampled: judged.length,
      possible: candidates.length,
    },
    mutants,
    survivors: survivors.map(({ candidate }) => candidate),
    verdicts: new Map(judged.map(({ candidate, verdict }) => [candidate.code, verdict])),
  };
}

/** A strategy that was asked before. */
function proposing(strategy: BugStrategy, proposal: Proposal): BugStrategy {
  return { ...strategy, propose: () => proposal };
}

/** Strategies of which that of all operators is known by what the strength was measured with. */
export function withKnownMutants(
  strategies: readonly BugStrategy[],
  { mutants }: SuiteStrength,
): readonly BugStrategy[] {
  return strategies.map((each) => each === operatorMutants ? proposing(each, mutants) : each);
}

/** Why tests are too weak for that score, with the mutants that they do not see; null where they are not. */
export function whyWeak(
  { mutation, survivors }: Pick<SuiteStrength, "mutation" | "survivors">,
  minScore: number,
): Rejection | null {
  const { score, killed, survived } = mutation;
  if (minScore <= 0 || (score !== null && score >= minScore)) return null;
  if (score === null) {
    return {
      reason: WEAK_TESTS,
      detail: `there is no mutant to measure the tests by, where a score of ${minScore} is wanted`,
    };
  }
  const told = survivors.toSorted((a, b) => a.line - b.line).slice(0, MOST_TOLD).map(describe);
  const more = survivors.length > MOST_TOLD ? `; and ${survivors.length - MOST_TOLD} more` : "";
  return {
    reason: WEAK_TESTS,
    detail:
      `the tests see ${killed} of ${killed + survived} small changes of the module, a mutation score of ` +
      `${score} where ${minScore} is wanted; write tests that see these: ${told.join("; ")}${more}`,
  };
}

function describe({ line, code, operator }: Candidate): string {
  const text = code.split("\n")[line - 1]?.trim() ?? "";
  return `line ${line} as \`${text}\` (${operator})`;
}
