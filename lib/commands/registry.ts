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
    name: "generate",
    summary: "Make one debugging conversation, to stdout or a file",
    load: async () => (await import("./generate_command.ts")).generateCommand,
  },
  {
    name: "batch",
    summary: "Make many debugging conversations, one JSON file each",
    load: async () => (await import("./batch_command.ts")).batchCommand,
  },
  {
    name: "file-edit",
    summary: "Put a buggy module with its tests on disk, for someone to mend",
    load: async () => (await import("./file_edit_command.ts")).fileEditCommand,
  },
  {
    name: "grade",
    summary: "Judge edited file-edit tasks by all of their tests, hidden ones too",
    load: async () => (await import("./grade_command.ts")).gradeCommand,
  },
  {
    name: "reset",
    summary: "Put file-edit tasks back to the state in which they were given out",
    load: async () => (await import("./reset_command.ts")).resetCommand,
  },
  {
    name: "inject",
    summary: "Put bugs into your own module, which your tests or examples catch",
    load: async () => (await import("./inject_command.ts")).injectCommand,
  },
  {
    name: "validate",
    summary: "Prove again that tasks hold: the healthy module passes, the buggy one fails",
    load: async () => (await import("./validate_command.ts")).validateCommand,
  },
  {
    name: "export",
    summary: "Write tasks in the formats that people train and evaluate with",
    load: async () => (await import("./export_command.ts")).exportCommand,
  },
  {
    name: "import",
    summary: "Make tasks of datasets, each of them measured again",
    load: async () => (await import("./import_command.ts")).importCommand,
  },
  {
    name: "stats",
    summary: "Show what tasks are made of: domains, bugs, difficulty, sizes",
    load: async () => (await import("./stats_command.ts")).statsCommand,
  },
  {
    name: "catalog",
    summary: "Show the scenarios that tasks are drawn from, and add new ones",
    load: async () => (await import("./catalog_command.ts")).catalogCommand,
  },
  {
    name: "doctor",
    summary: "Show what this machine has: Python, isolation, models, library",
    load: async () => (await import("./doctor_command.ts")).doctorCommand,
  },
];
