/** How far to run ahead, and what to do. */
export interface WorkAheadOptions<T, R> {
  /** Most items that are worked on at once, or wait to be taken. */
  readonly ahead: number;
  /** What is done with each. */
  readonly work: (item: T) => Promise<R>;
}

/**
 * The results of some work on each item, in the items' order: while one is taken, the next ones are under way, so that
 * nobody waits for files that could have been read meanwhile. An error comes in its turn.
 */
export async function* workAhead<T, R>(
  items: Iterable<T>,
  { ahead, work }: WorkAheadOptions<T, R>,
): AsyncGenerator<R> {
  const running: Promise<R>[] = [];
  try {
    for (const item of items) {
      const result = work(item);
      // Its turn may come later than its failure, which counts as nobody's until then.
      result.catch(() => undefined);
      running.push(result);
      if (running.length === ahead) yield await running.shift()!;
    }
    for (const result of running) yield await result;
  } finally {
    await Promise.allSettled(running);
  }
}
