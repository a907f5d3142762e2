import type { Candidate } from "../core/candidate.ts";

/**
 * What can be said of a change that tests catch: what it was to do, in the words of who made it ("" where
 * there are none), where it stands, and that not all results stayed.
 */
export function describeChange(
  change: string,
  scopes: readonly string[],
): Pick<Candidate, "description" | "rootCause"> {
  const places = [...new Set(scopes)].map((name) =>
    name === "<module>" ? "the module's top level" : `\`${name}\``
  );
  const listed = places.length < 2
    ? places.join("")
    : `${places.slice(0, -1).join(", ")} and ${places.at(-1)}`;
  const words = change === "" ? "" : ` (${change})`;
  return {
    description: `A change of ${listed}${words} does not leave the module's results as they were.`,
    rootCause:
      "What a change does not mean to touch has to go on as before; the tests show that here it does not.",
  };
}
