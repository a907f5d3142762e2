import type { Author } from "../core/author.ts";
import { seedKey } from "../core/seed.ts";
import type { Spec } from "../core/spec.ts";
import { NO_USAGE } from "../core/usage.ts";

/** The author of the user's own modules: each is given as it is, for its seed. */
export function ownAuthor(specs: readonly Spec[]): Author {
  const bySeed = new Map(specs.map((spec) => [seedKey(spec.seed), spec]));
  return {
    name: "user",
    model: null,
    repeats: true,
    existing: true,
    write({ draw }) {
      const key = seedKey(draw.seed);
      const spec = bySeed.get(key);
      return Promise.resolve(
        spec ? { kind: "spec", spec, usage: NO_USAGE } : {
          kind: "none",
          reason: "not_given",
          detail: `no module was given for "${key}"`,
          usage: NO_USAGE,
        },
      );
    },
  };
}
