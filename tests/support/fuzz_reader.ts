import { assert } from "@std/assert";
import { type Random, seededRandom } from "../../lib/core/random.ts";
import { mutateText } from "./mutate_bytes.ts";
import { mutateJson } from "./mutate_json.ts";

/** How often all inputs of a reader are made anew, each time others; for a long run by hand. */
const ROUNDS = Number(Deno.env.get("SYNTHDEBUG_FUZZ_ROUNDS") || 1);

/** One reader, and what it is fed. */
export interface FuzzedReader<Input> {
  /** For the report, and where the inputs follow from. */
  readonly name: string;
  /** Inputs of one round. */
  readonly inputs: number;
  readonly make: (random: Random) => Input;
  /**
   * Reads one input and checks what the reader promises of what it takes.
   *
   * @returns Whether it was taken. What it throws, but for the reader's own error, fails the test.
   */
  readonly read: (input: Input) => boolean | Promise<boolean>;
}

/** Feeds a reader; some inputs must be taken, and some refused, or the inputs prove nothing. */
export async function fuzzReader<Input>({ name, inputs, make, read }: FuzzedReader<Input>): Promise<void> {
  let [made, accepted] = [0, 0];
  for (let round = 1; round <= ROUNDS; round++) {
    const random = seededRandom(`${name} ${round}`);
    for (let count = 0; count < inputs; count++) {
      const input = make(random);
      made++;
      try {
        if (await read(input)) accepted++;
      } catch (error) {
        const shown = typeof input === "string" ? JSON.stringify(input.slice(0, 3000)) : Deno.inspect(input);
        throw new Error(`${name}, round ${round}, input ${count}: ${error}\n${shown}`, { cause: error });
      }
    }
  }
  if (ROUNDS > 1) console.log(`${name}: ${made} inputs, ${accepted} accepted, ${made - accepted} refused`);
  assert(accepted > 0 && accepted < made, `${name}: ${accepted} of ${made} were taken`);
}

/** A maker of damaged JSON texts: half by their bytes, half by their structure, and a few as they were. */
export function damagedJson(values: readonly unknown[]): (random: Random) => string {
  const texts = values.map((value) => JSON.stringify(value, null, 2));
  return (random) => {
    const at = Math.floor(random.next() * values.length);
    const kind = random.next();
    if (kind < 0.02) return texts[at]!;
    return kind < 0.45 ? mutateText(texts[at]!, texts, random) : mutateJson(values[at], random);
  };
}
