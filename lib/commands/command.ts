/** One command of the program: what its help says, what it accepts, what it does. */
export interface Command {
  /** The word that calls it, such as "batch". */
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What follows `synthdebug` in the usage lines, such as "batch --count N [flags]". */
  readonly usage: readonly string[];
  /** A few sentences for its own help page. */
  readonly description: string;
  /** Words that its flags take, each with what it stands for; the heading as it stands on its help page. */
  readonly words?: {
    readonly heading: string;
    readonly rows: readonly (readonly [word: string, says: string])[];
  };
  /** `--help` and `--debug` are everyone's and not listed. */
  readonly flags: readonly Flag[];
  /** What it takes besides flags. */
  readonly positionals: Positionals;
  /** At least one. */
  readonly examples: readonly Example[];
  /**
   * Whether the first Ctrl-C only asks it to finish what is in flight ({@linkcode CommandContext.draining}).
   * Where false, the first one stops it. Default: false.
   */
  readonly drains?: boolean;
  /** Does the work and gives the exit code. Errors are thrown: see `lib/core/errors.ts`. */
  run(input: CommandInput, context: CommandContext): Promise<number>;
}

/** One example of a help page. */
export interface Example {
  /** A whole line for the shell. */
  readonly line: string;
  /** What it does. */
  readonly says: string;
}

/** The words of a command that are not flags. */
export type Positionals = "none" | {
  /** What they are called in messages and usage, such as "FILE". */
  readonly name: string;
  readonly kind: "text" | "path-in";
  readonly min: number;
  readonly max: number;
};

/** What all flags have. */
export interface FlagBase {
  /** Long name without dashes, such as "max-attempts". */
  readonly name: string;
  /** One or two lines for the help page. */
  readonly help: string;
  /** One letter, such as "n" for -n. */
  readonly short?: string;
  /** Other long names, such as "num" for "count". */
  readonly aliases?: readonly string[];
  /** The default as the help page tells it, where it is not `fallback` itself, such as "one per core". */
  readonly defaultText?: string;
}

/** A flag without a value: given or not. */
export interface SwitchFlag extends FlagBase {
  /** Takes no value. */
  readonly kind: "switch";
}

/** What flags with a value have. */
export interface ValueFlag<Fallback> extends FlagBase {
  /** The value where the flag is not given. */
  readonly fallback: Fallback;
  /** The value's name on the help page, such as "FILE". */
  readonly placeholder: string;
}

/** Any text that is not empty. */
export interface TextFlag<Fallback extends string | null = string | null> extends ValueFlag<Fallback> {
  /** Takes any text. */
  readonly kind: "text";
}

/** A path of a file or folder. */
export interface PathFlag<Fallback extends string | null = string | null> extends ValueFlag<Fallback> {
  /** "path-in" must exist. */
  readonly kind: "path-in" | "path-out";
  /** Words that are taken as they are and name no file, such as "none". */
  readonly words?: readonly string[];
}

/** A number between two limits. */
export interface NumberFlag<Fallback extends number | null = number | null> extends ValueFlag<Fallback> {
  /** "integer" takes whole numbers only. */
  readonly kind: "integer" | "number";
  /** Least value, itself allowed. */
  readonly min: number;
  /** Greatest value, itself allowed. */
  readonly max: number;
}

/** One of a list of words. */
export interface ChoiceFlag<Fallback extends string | null = string | null> extends ValueFlag<Fallback> {
  /** Takes a listed word. */
  readonly kind: "choice";
  /** The words. */
  readonly choices: readonly string[];
}

/** A flag of a command. */
export type Flag = SwitchFlag | TextFlag | PathFlag | NumberFlag | ChoiceFlag;

/** The type of a flag's value. */
export type FlagValue<F extends Flag> = F extends SwitchFlag ? boolean
  : F extends NumberFlag ? number | F["fallback"]
  : F extends TextFlag | PathFlag | ChoiceFlag ? string | F["fallback"]
  : never;

/** The flags of one call, checked; asked with the constants that declare them. */
export interface FlagValues {
  /**
   * The flag's value, or its fallback; false for a switch that was not given.
   *
   * @throws {RangeError} for a flag that the command does not declare.
   */
  get<F extends Flag>(flag: F): FlagValue<F>;
  /** Whether the flag stood on the command line. */
  given(flag: Flag): boolean;
}

/** What a command is called with, checked before it starts. */
export interface CommandInput {
  /** Values of the flags. */
  readonly flags: FlagValues;
  /** The other words, as many as the command allows. */
  readonly positionals: readonly string[];
}

/** What a command has of the outside world. */
export interface CommandContext {
  /**
   * Writes data, in the order of the calls.
   *
   * @throws {OutputClosed} where nobody reads any more, as after `| head`: leave it uncaught, and the program ends
   * quietly.
   */
  stdout(text: string): Promise<void>;
  /** Writes everything that is not data: progress, notes, warnings. Never fails. */
  stderr(text: string): void;
  /** Draws the line anew that stderr's terminal stands in; nothing of the text is obeyed. */
  redraw(line: string): void;
  /** Whether stderr is a terminal, where progress may be redrawn. */
  readonly isTerminal: boolean;
  /** An environment variable; undefined where it is not set, or is empty. */
  env(name: string): string | undefined;
  /** Aborted by the first Ctrl-C or SIGTERM: start nothing new, finish what is in flight. */
  readonly draining: AbortSignal;
  /** Aborted by the second one: stop now. Then `draining` is aborted too. */
  readonly signal: AbortSignal;
  /** Whether `--debug` was given. */
  readonly debug: boolean;
}

/** Thrown by {@linkcode CommandContext.stdout} where the reader of the output has gone. */
export class OutputClosed extends Error {
  /** The class's name. */
  override readonly name = "OutputClosed";
}
