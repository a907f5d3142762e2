import type { BugFamily } from "../core/candidate.ts";
import { pick, type Random } from "../core/random.ts";

/** For what was thought of for its module, whatever kind of mistake it is. */
const WRITTEN = [
  "What the description says in words deserves a test of its own, with a value that was not taken from this code.",
  "A limiting case that one can work out without the module is the test that keeps such a mistake out.",
  "Where a formula is quoted in more than one form, test one value that tells the forms apart.",
] as const;

/** How one keeps a kind of mistake from coming back. */
const GUARDS: Readonly<Record<BugFamily, readonly [string, ...string[]]>> = {
  comparison: [
    "Every threshold of this module deserves a test exactly on it, and one on either side.",
    "A comparison is only pinned by an input that lies on its boundary.",
  ],
  arithmetic: [
    "For a formula, one value worked out by hand with inputs that are all different catches what round numbers hide.",
    "A formula is best held by a limiting case and by one ordinary value from an independent source.",
  ],
  logic: [
    "Each side of a condition needs an input of its own; a test that takes both ways at once shows neither.",
    "A condition of several clauses needs one input for each clause that alone decides.",
  ],
  constant: [
    "Constants are worth a test against the published value, apart from the code that uses them.",
    "Where a number stands for a quantity, give it a name with its unit and source, and test that.",
  ],
  unit: [
    "A test in the units of the caller, with a value known from a table, is what sees a lost conversion.",
    "Convert at the border of the module and name quantities with their units; a round trip is the test for it.",
  ],
  index: [
    "The first and the last element deserve their own assertions, and so does the shortest list that is allowed.",
    "Sums over all elements hide a shifted index; assert single elements at both ends.",
  ],
  iteration: [
    "A loop is pinned by the cases of no, one and two rounds, with rounds that differ from each other.",
    "What a loop carries along should be tested after the second round, when the first one's value would be stale.",
  ],
  argument: [
    "Arguments of one kind are easily confused: pass them by keyword, and test with values that are all different.",
    "A call with distinct values for each argument is the test that tells them apart.",
  ],
  data: [
    "A test should use the object again after the call, and two objects side by side, to see what they share.",
    "Hand in a list, keep a copy, and compare afterwards: that is how sharing shows.",
  ],
  numerics: [
    "A numerical method wants a test where the naive way loses digits, with a tolerance that is argued for.",
    "Compare with a value of higher precision at the edge of the range, not only in its middle.",
  ],
  error_handling: [
    "Each refusal needs a test with the input that just must be refused, and one that just must not.",
    "Assert the kind of exception for every bad input in turn, each with all other inputs good.",
  ],
  author: WRITTEN,
  model: WRITTEN,
  state: [
    "Objects with a state want a test that calls their methods twice, and in another order.",
    "After each public call the whole state is worth asserting, not only what was returned.",
  ],
};

/** Advice on how to guard against a kind of mistake. */
export function tellGuard(family: BugFamily, random: Random): string {
  return pick(random, GUARDS[family]);
}
