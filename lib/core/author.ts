import type { ChatAnswer } from "./chat.ts";
import type { Spec } from "./spec.ts";
import type { Usage } from "./usage.ts";
import type { Rejection } from "./rejection.ts";
import type { Draw } from "./seed.ts";

/** Who writes modules: a model, the offline library, or your own implementation. */
export interface Author {
  /** For provenance, such as "offline" or "model". */
  readonly name: string;
  /** Model name; null where no model is asked. */
  readonly model: string | null;
  /**
   * Whether one scenario may be written again (with the same module, for another bug) after all others
   * had their turn. False for a model: what it writes for a scenario a second time is another module.
   */
  readonly repeats: boolean;
  /**
   * Whether the modules were there before and not written to be tasks: then they may import all that Python can, and
   * a test may say nothing of the module's functions as long as others do. Default: false.
   */
  readonly existing?: boolean;
  /**
   * Writes one scenario as a YAML document.
   *
   * @throws {ProviderError} where asking again cannot help (wrong key, no quota, unknown model).
   */
  write(request: AuthorRequest): Promise<AuthorAnswer>;
}

/** What an author is asked for. */
export interface AuthorRequest {
  /** The scenario that is asked for, and which of its tasks. */
  readonly draw: Draw;
  /** From 1; a later attempt knows why the one before was refused. */
  readonly attempt: number;
  /** The answer before and what is wrong with it; null at first. */
  readonly repair: Repair | null;
  /** What was written for this scenario before, one line each: the new module must be another. */
  readonly earlier: readonly string[];
  /** Aborted where the answer is no longer wanted. */
  readonly signal: AbortSignal;
}

/** A refused answer that the author may mend. */
export interface Repair {
  /** What was answered; a document put together from several answers where there were several. */
  readonly answer: string;
  /** Whether the answer could be read: then the keys that change are enough, and the others stay. */
  readonly readable: boolean;
  /** Why it was refused. */
  readonly rejection: Rejection;
}

/**
 * What an author gave: a text to be read and checked, a spec whose sources are to be taken as they are, or the reason
 * why there is none.
 */
export type AuthorAnswer = ChatAnswer | {
  /** Nothing has to be read. */
  readonly kind: "spec";
  /** Its sources are UTF-8 with plain line ends. */
  readonly spec: Spec;
  /** What the answer used. */
  readonly usage: Usage;
};
