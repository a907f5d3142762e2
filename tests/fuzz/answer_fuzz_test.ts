import { assert, assertEquals } from "@std/assert";
import { readBugList } from "../../lib/answers/read_bug_list.ts";
import { readSpec } from "../../lib/answers/read_spec.ts";
import { moduleNameProblem } from "../../lib/core/module_name.ts";
import { pick } from "../../lib/core/random.ts";
import { badCharacter } from "../../lib/core/text_check.ts";
import { readGood } from "../answers/good_documents.ts";
import { damagedJson, fuzzReader } from "../support/fuzz_reader.ts";
import { mutateText } from "../support/mutate_bytes.ts";

const GOODS = [await readGood("good_lens"), await readGood("good_dose")];
const BOMB = Array.from(
  { length: 12 },
  (_, at) => `a${at}: &a${at} [${Array(9).fill(at === 0 ? "x" : `*a${at - 1}`).join(", ")}]\n`,
).join("");
const TEXTS = [
  ...GOODS.map(({ text }) => text),
  BOMB,
  "bugs:\n" + "- ".repeat(5000),
  `domain: ${"{a: ".repeat(3000)}`,
];
const damaged = damagedJson(GOODS.map(({ document }) => ({ ...document, end: true })));

Deno.test("readSpec() and readBugList() throw at no text, aliases and nesting included", () =>
  fuzzReader({
    name: "answer",
    inputs: 500,
    make: (random) => {
      const text = random.next() < 0.4 ? damaged(random) : mutateText(pick(random, TEXTS), TEXTS, random);
      return { text, good: pick(random, GOODS), draft: random.next() < 0.3 };
    },
    read({ text, good: { seed, document }, draft }) {
      readBugList(text);
      const { outcome } = readSpec(text, seed, draft ? document : null);
      if (!outcome.ok) return false;
      const { spec } = outcome.value;
      assertEquals([spec.seed, moduleNameProblem(spec.moduleName)], [seed, null]);
      for (const code of [spec.correctCode, spec.unitTests]) assertEquals(badCharacter(code, "code"), null);
      for (const { find } of spec.bugs) assertEquals(spec.correctCode.split(find).length, 2);
      assert(spec.summary.trim() !== "");
      return true;
    },
  }));
