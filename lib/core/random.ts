import { createHash } from "node:crypto";

/** A source of repeatable chance: the same seed text gives the same sequence on every machine. */
export interface Random {
  /** The next number, 0 <= x < 1. */
  next(): number;
}

/** A random source from any text: sfc32 (Chris Doty-Humphrey's PractRand), seeded with SHA-256 of the text. */
export function seededRandom(text: string): Random {
  const hash = createHash("sha256").update(text).digest();
  let [a, b, c, d] = [0, 4, 8, 12].map((at) => hash.readInt32LE(at)) as [
    number,
    number,
    number,
    number,
  ];
  return {
    next() {
      const t = (((a + b) | 0) + d) | 0;
      d = (d + 1) | 0;
      a = b ^ (b >>> 9);
      b = (c + (c << 3)) | 0;
      c = ((c << 21) | (c >>> 11)) + t | 0;
      return (t >>> 0) / 4294967296;
    },
  };
}

/** One of the items. @throws {RangeError} where there is none. */
export function pick<T>(random: Random, items: readonly T[]): T {
  if (items.length === 0) {
    throw new RangeError("Cannot pick: the list is empty");
  }
  return items[Math.floor(random.next() * items.length)]!;
}

/** The items in another order (Fisher-Yates); the list itself stays. */
export function shuffle<T>(random: Random, items: readonly T[]): T[] {
  const shuffled = [...items];
  for (let i = shuffled.length - 1; i > 0; i--) {
    const j = Math.floor(random.next() * (i + 1));
    [shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!];
  }
  return shuffled;
}
