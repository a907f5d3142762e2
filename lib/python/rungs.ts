import { UsageError } from "../core/errors.ts";

/** How much isolation is asked for: the best that holds, all of it, without namespaces, or none. */
export type IsolationChoice = "auto" | "full" | "kernel" | "none";

/** A rung of the ladder of isolation, as isolation.py numbers them: 1 is the best. */
export interface Rung {
  readonly number: number;
  /** What it is made of, in a few words. */
  readonly name: string;
}

/** All rungs, from the best down. */
export const RUNGS: readonly Rung[] = [
  { number: 1, name: "namespaces, Landlock and seccomp" },
  { number: 2, name: "Landlock and seccomp, without namespaces" },
  { number: 3, name: "namespaces and seccomp, without Landlock" },
  { number: 4, name: "limits alone" },
  { number: 5, name: "the sandbox of macOS and limits" },
];

/** The rung on which foreign code is not isolated. */
export const UNISOLATED = 4;

/** What `--isolation` takes. */
export const ISOLATION_CHOICES: readonly IsolationChoice[] = ["auto", "full", "kernel", "none"];

/**
 * The rungs to be tried, in order.
 *
 * @param options.unsafe Whether foreign code may run without isolation.
 * @throws {UsageError} where none is asked for, but not allowed.
 */
export function rungsToTry(
  choice: IsolationChoice,
  { unsafe, os }: { readonly unsafe: boolean; readonly os: string },
): readonly number[] {
  if (choice === "none") {
    if (unsafe) return [UNISOLATED];
    throw new UsageError(
      'Cannot use "--isolation none": foreign code could do all that you can; add --unsafe if it may',
    );
  }
  if (choice === "full") return [1];
  if (choice === "kernel") return [2];
  const safe = os === "linux" ? [1, 2, 3] : os === "darwin" ? [5] : [];
  return unsafe ? [...safe, UNISOLATED] : safe;
}

/** A rung's name, such as "namespaces, Landlock and seccomp". */
export function rungName(number: number): string {
  return RUNGS.find((rung) => rung.number === number)?.name ?? "unknown";
}
