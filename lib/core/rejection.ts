/** Why something was not taken: a short code for counting, and the detail for the journal. */
export interface Rejection {
  /** Counted by this, such as "spec_invalid" or "survived". */
  readonly reason: string;
  /** One line for people. */
  readonly detail: string;
  /** What a run printed, where that says more; for an author who is to mend it. */
  readonly output?: string;
}

/** A result or the reason why there is none. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly rejection: Rejection };

/** A successful outcome. */
export function accept<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

/** A refused outcome. */
export function reject<T>(reason: string, detail: string): Outcome<T> {
  return { ok: false, rejection: { reason, detail } };
}
