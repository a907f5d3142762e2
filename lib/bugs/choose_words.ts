import type { Mutation, MutationSite } from "../core/operator.ts";
import { pick, seededRandom } from "../core/random.ts";

/** What a bug may be told by: wordings of the same content, each one sentence. */
export interface Wordings {
  readonly description: readonly [string, ...string[]];
  readonly rootCause: readonly [string, ...string[]];
}

/**
 * One wording of each kind. The choice depends on the place and on what is said alone, so that a bug is always told in
 * the same words, and many bugs of one operator are not.
 */
export function chooseWords(
  { node }: MutationSite,
  { description, rootCause }: Wordings,
): Pick<Mutation, "description" | "rootCause"> {
  const random = seededRandom(`${node.start} ${description[0]}`);
  return { description: pick(random, description), rootCause: pick(random, rootCause) };
}
