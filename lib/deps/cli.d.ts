/** Options of {@linkcode parseArgs}: the part that the program uses. */
export interface ParseArgsOptions {
  /** Flags without a value. */
  boolean?: readonly string[];
  /** Flags whose value stays text. */
  string?: readonly string[];
  /** Flags that may come again: their values as a list. */
  collect?: readonly string[];
  /** Other names of a flag. */
  alias?: Readonly<Record<string, string | readonly string[]>>;
  /** Called for each word that names no known flag; false drops it. */
  unknown?(arg: string, key?: string, value?: unknown): unknown;
}
/** Words to flags; what is no flag stands under `_`. */
export function parseArgs(
  args: readonly string[],
  options?: ParseArgsOptions,
): { _: (string | number)[]; [flag: string]: unknown };
