/** Fails unless `value` is truthy. */
export function assert(value: unknown, message?: string): asserts value;
/** Fails unless two numbers are within `tolerance`. */
export function assertAlmostEquals(
  actual: number,
  expected: number,
  tolerance?: number,
  message?: string,
): void;
/** Fails unless both are equal in depth. */
export function assertEquals<T>(actual: T, expected: T, message?: string): void;
/** Fails unless `actual` is an instance of `type`. */
export function assertInstanceOf<T>(
  actual: unknown,
  // deno-lint-ignore no-explicit-any -- a constructor of any signature
  type: abstract new (...args: any[]) => T,
  message?: string,
): asserts actual is T;
/** Fails unless the text matches. */
export function assertMatch(
  actual: string,
  expected: RegExp,
  message?: string,
): void;
/** Fails if both are equal in depth. */
export function assertNotEquals<T>(
  actual: T,
  expected: T,
  message?: string,
): void;
/** Fails if the text matches. */
export function assertNotMatch(
  actual: string,
  expected: RegExp,
  message?: string,
): void;
/** Fails unless the promise rejects with such an error, which it returns. */
export function assertRejects<E extends Error = Error>(
  run: () => PromiseLike<unknown>,
  // deno-lint-ignore no-explicit-any -- a constructor of any signature
  type?: abstract new (...args: any[]) => E,
  messageIncludes?: string,
  message?: string,
): Promise<E>;
/** Fails unless the text contains the other. */
export function assertStringIncludes(
  actual: string,
  expected: string,
  message?: string,
): void;
/** Fails unless the call throws such an error, which it returns. */
export function assertThrows<E extends Error = Error>(
  run: () => unknown,
  // deno-lint-ignore no-explicit-any -- a constructor of any signature
  type?: abstract new (...args: any[]) => E,
  messageIncludes?: string,
  message?: string,
): E;
