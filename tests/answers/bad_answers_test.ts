import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { type Document, readSpec } from "../../lib/answers/read_spec.ts";
import { type GoodDocument, readGood } from "./good_documents.ts";

/** What is expected of one file. */
interface Expected {
  readonly file: string;
  /** The good document that it was made from. */
  readonly of: string;
  /** What the draft before has otherwise; there is no draft without it. */
  readonly draft?: Document;
  readonly accepted?: { readonly repairs: readonly string[]; readonly dropped?: readonly string[] };
  readonly refused?: { readonly reason: string; readonly words: readonly string[] };
}

const FOLDER = new URL("../testdata/answers/", import.meta.url);
const expected: readonly Expected[] = JSON.parse(await Deno.readTextFile(new URL("expected.json", FOLDER)));
const goods = new Map<string, GoodDocument>();
for (const { of } of expected) if (!goods.has(of)) goods.set(of, await readGood(of));

async function read({ file, of, draft }: Expected) {
  const { seed, document } = goods.get(of)!;
  // Some begin with a byte order mark, which a decoder by default drops.
  const text = new TextDecoder("utf-8", { ignoreBOM: true, fatal: true })
    .decode(await Deno.readFile(new URL(file, FOLDER)));
  return readSpec(text, seed, draft ? { ...document, ...draft } : null);
}

Deno.test("readSpec() never takes a recorded bad answer for another spec, and names its repairs", async (t) => {
  for (const each of expected) {
    if (each.accepted === undefined) continue;
    await t.step(each.file, async () => {
      const { outcome, repairs } = await read(each);
      assert(outcome.ok, outcome.ok ? "" : outcome.rejection.detail);
      const { bugs, ...rest } = outcome.value.spec;
      const { bugs: all, ...good } = goods.get(each.of)!.spec;
      assertEquals(rest, good);
      assertEquals(repairs, each.accepted!.repairs);
      assertEquals(outcome.value.droppedBugs, each.accepted!.dropped ?? []);
      const kept = JSON.stringify(all);
      for (const bug of bugs) assertStringIncludes(kept, JSON.stringify(bug));
    });
  }
});

Deno.test("readSpec() refuses the other recorded bad answers with words to act on", async (t) => {
  for (const each of expected) {
    if (each.refused === undefined) continue;
    await t.step(each.file, async () => {
      const { outcome } = await read(each);
      assert(!outcome.ok, "the answer was taken");
      assertEquals(outcome.rejection.reason, each.refused!.reason);
      for (const words of each.refused!.words) assertStringIncludes(outcome.rejection.detail, words);
    });
  }
});

Deno.test("every recorded bad answer has an expected outcome, and there are many of both", () => {
  const files = [...Deno.readDirSync(FOLDER)].map(({ name }) => name).filter((name) => name.endsWith(".txt"));
  assertEquals(expected.map(({ file }) => file).sort(), files.sort());
  const accepted = expected.filter((each) => each.accepted !== undefined).length;
  const refused = expected.filter((each) => each.refused !== undefined).length;
  assertEquals(accepted + refused, expected.length);
  assert(accepted >= 100 && refused >= 80, `${accepted} accepted, ${refused} refused`);
});
