/**
 * Errors that stop the work. Their messages read `Cannot <do> "<thing>": <state>`; the command line
 * prints the message alone and exits with `exitCode`.
 */
export abstract class SynthdebugError extends Error {
  /** The program's exit code for this error. */
  abstract readonly exitCode: number;
  /** The class's name. */
  override get name(): string {
    return this.constructor.name;
  }
}

/** Wrong usage or configuration: exit code 2. */
export class UsageError extends SynthdebugError {
  /** Always 2. */
  readonly exitCode = 2;
}

/** This machine lacks what the work needs, such as a Python: exit code 3. */
export class EnvironmentError extends SynthdebugError {
  /** Always 3. */
  readonly exitCode = 3;
}

/** The model's provider refuses: wrong key, no quota, unknown model: exit code 4. */
export class ProviderError extends SynthdebugError {
  /** Always 4. */
  readonly exitCode = 4;
}

/** The work fell short: no task came of it. Exit code 1. */
export class ShortfallError extends SynthdebugError {
  /** Always 1. */
  readonly exitCode = 1;
}

/** A limit on cost, tokens or requests that the user set is reached. Exit code 1. */
export class BudgetError extends ShortfallError {}

/** An error's message, whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
