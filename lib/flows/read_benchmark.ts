import { BenchmarkIndex } from "../core/contamination.ts";
import { UsageError } from "../core/errors.ts";
import { readLines } from "../files/read_lines.ts";

/** Most characters of a record. */
const MAX_LINE = 64 * 1024 * 1024;

/** Most runs of words of a benchmark, about 100 MB of text: 400 MB of memory. */
const MAX_RUNS = 16_000_000;

/**
 * Benchmark texts that a user names, so that tasks which repeat them can be left out: of each line of a JSON Lines file all
 * texts, at any depth; of any other file each line.
 *
 * @throws {UsageError} where it cannot be read, or a line is not JSON.
 */
export async function readBenchmark(path: string): Promise<BenchmarkIndex> {
  const index = new BenchmarkIndex();
  const isJson = /\.(?:jsonl|ndjson)$/i.test(path);
  const whole: string[] = [];
  for await (const { number, text } of readLines(path, MAX_LINE)) {
    if (text.trim() === "") continue;
    if (isJson) index.add(`line ${number}`, textsIn(parseLine(path, number, text)));
    else whole.push(text);
    if (index.runs > MAX_RUNS) {
      throw new UsageError(
        `Cannot use "${path}": it holds more than ${MAX_RUNS} runs of ten words; divide it`,
      );
    }
  }
  if (whole.length > 0) index.add("the file", [whole.join("\n")]);
  if (index.records > 0) return index;
  throw new UsageError(`Cannot use "${path}": it holds no text of ten words or more`);
}

function parseLine(path: string, number: number, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`Cannot use "${path}": line ${number} is not JSON`);
  }
}

/** All texts of a value, without recursion: it may be nested as deep as it likes. */
function textsIn(value: unknown): readonly string[] {
  const texts: string[] = [];
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next === "string") texts.push(next);
    else if (typeof next === "object" && next !== null) {
      for (const item of Object.values(next)) waiting.push(item);
    }
  }
  return texts;
}
