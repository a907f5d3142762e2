import { assert, assertEquals, assertInstanceOf } from "@std/assert";
import { printable } from "../../lib/commands/printable.ts";
import { UsageError } from "../../lib/core/errors.ts";
import { parseJson } from "../../lib/core/parse_json.ts";
import { pick } from "../../lib/core/random.ts";
import { readTextBounded } from "../../lib/files/read_bounded.ts";
import { Journal } from "../../lib/flows/journal.ts";
import { damagedJson, fuzzReader } from "../support/fuzz_reader.ts";
import { HOSTILE_PIECES, mutateBytes, mutateText } from "../support/mutate_bytes.ts";
import { inTempDir } from "../support/run_main.ts";

// deno-lint-ignore no-control-regex -- control characters are what is looked for
const RAW = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|\p{Surrogate}/u;
const TEXT = "A task über 漢字 😀 that fails:\n  it says so.\n";
const LINE = TEXT.split("\n")[0]!;

Deno.test("parseJson() throws at nothing, and what it takes is what JSON.parse() gives", () =>
  fuzzReader({
    name: "json",
    inputs: 3000,
    make: damagedJson([{ a: [1, "two", { three: null }], b: "]],,{{" }, [[[1], [2]], "x"]]),
    read(text) {
      const outcome = parseJson(text);
      if (!outcome.ok) return false;
      assertEquals(outcome.value, JSON.parse(text));
      return true;
    },
  }));

Deno.test("readTextBounded() refuses bytes in its own words, and gives others unchanged", () =>
  inTempDir((dir) => {
    const bytes = [TEXT, "\ufeff" + TEXT, "x".repeat(300)].map((text) => new TextEncoder().encode(text));
    return fuzzReader({
      name: "bounded text",
      inputs: 600,
      make: (random) => mutateBytes(pick(random, bytes), bytes, random),
      async read(input) {
        await Deno.writeFile(`${dir}/a`, input);
        try {
          const text = await readTextBounded(`${dir}/a`, 1000);
          const kept = new TextEncoder().encode(text);
          assert(input.length <= 1000 && [0, 3].includes(input.length - kept.length));
          assertEquals(kept, input.subarray(input.length - kept.length));
          return true;
        } catch (error) {
          assertInstanceOf(error, UsageError);
          assert(/^Cannot read ".*": it is (not UTF-8 text|larger than 1000 bytes)$/.test(error.message));
          return false;
        }
      },
    });
  }));

Deno.test("printable() leaves one short line that a terminal obeys in nothing", () =>
  fuzzReader({
    name: "printable",
    inputs: 3000,
    make: (random) => mutateText(LINE, HOSTILE_PIECES, random),
    read(text) {
      const line = printable(text);
      assert(!RAW.test(line) && !line.includes("\n") && line.length <= 6 * 4003);
      return line === text;
    },
  }));

Deno.test("a journal stays a list of JSON lines, whatever is told to it", () =>
  inTempDir(async (dir) => {
    using journal = await Journal.open(`${dir}/run.jsonl`, { run: "r", now: () => new Date(0) });
    await fuzzReader({
      name: "journal",
      inputs: 500,
      make: (random) => mutateText(TEXT, HOSTILE_PIECES, random),
      async read(text) {
        journal.write({ event: "refused", detail: text, [text]: [text] });
        const line = await Deno.readTextFile(`${dir}/run.jsonl`);
        // Each line is looked at alone: the journal only ever adds at the end.
        await Deno.truncate(`${dir}/run.jsonl`);
        assert(line.endsWith("\n") && line.split("\n").length === 2 && !RAW.test(line));
        assertEquals(JSON.parse(line).detail, text);
        return line.includes("\\u");
      },
    });
  }));
