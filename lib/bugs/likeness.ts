import type { Candidate } from "../core/candidate.ts";

/** Whether a bug was thought of for its module, and not made by an operator. */
export function isWritten({ family }: Candidate): boolean {
  return family === "author" || family === "model";
}

/**
 * How much a candidate repeats earlier ones: same line, same function, same operator, same family. The bugs of an author or
 * a model differ from each other more than those of one operator do.
 */
export function likeness(candidate: Candidate, before: readonly Candidate[]): number {
  let sum = 0;
  for (const earlier of before) {
    if (earlier.line === candidate.line) sum += 0.6;
    if (earlier.function === candidate.function) sum += 0.15;
    if (earlier.family === candidate.family) sum += 0.15;
    if (earlier.operator === candidate.operator && !isWritten(candidate)) sum += 0.4;
  }
  return sum;
}
