import type { Verdict } from "../core/verdict.ts";

/** Errors that name the fault themselves, with their subclasses. */
const TELLTALE = [
  "SyntaxError",
  "IndentationError",
  "TabError",
  "NameError",
  "UnboundLocalError",
  "ImportError",
  "ModuleNotFoundError",
];

/** Why anyone would see a bug at once, such as "importing fails: NameError"; null where one has to look. */
export function whyTrivial(verdict: Verdict): string | null {
  if (verdict.kind === "invalid") return verdict.reason;
  if (verdict.kind !== "failed") return null;
  const telling = verdict.tests.find(({ errorType }) => TELLTALE.includes(errorType));
  if (telling) return `${telling.id} ends with ${telling.errorType}`;
  const all = verdict.tests.length;
  // A suite of one test cannot tell more.
  return all > 1 && verdict.passing.length === 0 ? `all ${all} tests fail` : null;
}
