import { pick, type Random } from "../../lib/core/random.ts";

/** What readers stumble over, wherever it stands. */
export const HOSTILE_PIECES: readonly string[] = [
  ..."\0\r\n\t\x07\x1b\x7f\x85\x9b\u200b\u202e\u2028\u2066\ufeff\"'\\/{}[]:,#|>&*!%@`-?0",
  "\x1b[2J",
  "\x1b]8;;http://example.org\x07",
  "../../../../",
  "__proto__",
  "constructor",
  "\\ud800",
  "\\u0000",
  "1e400",
  "-0",
  "NaN",
  "::",
  "#2",
  "#99999999999999999999",
  "null",
  "[]",
  "{}",
  "[".repeat(200),
  '{"a":'.repeat(200),
  "&a [*a, *a]",
  "x".repeat(5000),
  " ".repeat(5000),
  "\n".repeat(500),
  "9".repeat(400),
];

/** A text's bytes after one to six changes: flipped, cut out, doubled, spliced in from another text, or replaced. */
export function mutateBytes(bytes: Uint8Array, others: readonly Uint8Array[], random: Random): Uint8Array {
  let changed = bytes;
  for (let count = 1 + below(random, 6); count > 0; count--) changed = change(changed, others, random);
  return changed;
}

/** The same for a text; what is no UTF-8 any more becomes replacement characters. */
export function mutateText(text: string, others: readonly string[], random: Random): string {
  const encoded = [text, ...others].map((each) => new TextEncoder().encode(each));
  const changed = new TextDecoder().decode(mutateBytes(encoded[0]!, encoded, random));
  if (random.next() > 0.05) return changed;
  const at = below(random, changed.length + 1);
  // Bytes cannot hold half of a surrogate pair, texts can.
  return changed.slice(0, at) + pick(random, ["\ud800", "\udfff"]) + changed.slice(at);
}

function change(bytes: Uint8Array, others: readonly Uint8Array[], random: Random): Uint8Array {
  const at = below(random, bytes.length + 1);
  const length = below(random, random.next() < 0.2 ? 400 : 12);
  const [before, part, after] = [
    bytes.subarray(0, at),
    bytes.subarray(at, at + length),
    bytes.subarray(at + length),
  ];
  switch (below(random, 8)) {
    case 0:
      return before;
    case 1:
      return join(before, after);
    case 2:
      return join(before, part, part, after);
    case 3: {
      const other = pick(random, others);
      const from = below(random, other.length + 1);
      return join(before, other.subarray(from, from + below(random, 300)), after);
    }
    case 4:
    case 5:
      return join(before, new TextEncoder().encode(pick(random, HOSTILE_PIECES)), part, after);
    default: {
      const flipped = bytes.slice();
      if (at < flipped.length) flipped[at]! ^= 1 << below(random, 8);
      return flipped;
    }
  }
}

function below(random: Random, limit: number): number {
  return Math.floor(random.next() * limit);
}

function join(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
