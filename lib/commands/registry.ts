import type { Command } from "./command.ts";

/** A command as the list of commands shows it, before its code is loaded. */
export interface CommandEntry {
  /** The word that calls it. */
  readonly name: string;
  /** One line; the same as in the command itself. */
  readonly summary: string;
  /** Loads its code. */
  readonly load: () => Promise<Command>;
}

/** All commands, in the order of the help page. The imports are literal, so that bundles keep them. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    name: "catalog",
    summary: "Show the scenarios that tasks are drawn from",
    load: async () => (await import("./catalog_command.ts")).catalogCommand,
  },
];
