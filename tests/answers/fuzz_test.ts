import { assert, assertEquals } from "@std/assert";
import { readBugList } from "../../lib/answers/read_bug_list.ts";
import { type Document, readSpec } from "../../lib/answers/read_spec.ts";
import { moduleNameProblem } from "../../lib/core/module_name.ts";
import { pick, type Random, seededRandom } from "../../lib/core/random.ts";
import type { AuthorBug, Spec } from "../../lib/core/spec.ts";
import { badCharacter } from "../../lib/core/text_check.ts";
import { type Mutated, mutateFormat } from "./format_mutations.ts";
import { type GoodDocument, readGood } from "./good_documents.ts";

const SMALL = [await readGood("good_lens"), await readGood("good_dose")];
const GOODS = [...SMALL, await readGood("track_filter"), await readGood("critical_path")];

/** Asserts that a spec says what the good one says, but for bugs that were dropped; gives the kept ones. */
function assertSame(spec: Spec, good: Spec, how: string): readonly AuthorBug[] {
  const { bugs, ...rest } = spec;
  const { bugs: all, ...expected } = good;
  assertEquals(rest, expected, how);
  const known = new Set(all.map((bug) => JSON.stringify(bug)));
  for (const bug of bugs) assert(known.has(JSON.stringify(bug)), `${how}: ${JSON.stringify(bug)}`);
  assertEquals(new Set(bugs.map(({ find, replace }) => `${find}\n${replace}`)).size, bugs.length, how);
  return bugs;
}

Deno.test("readSpec() takes a cut answer only where nothing but bugs is missing", () => {
  let [cuts, taken] = [0, 0];
  for (const { text: yaml, document, seed, spec } of GOODS) {
    const random = seededRandom(`cuts of ${seed.topic}`);
    const texts: Mutated[] = [{ text: yaml, done: ["nothing"] }];
    while (texts.length < 4) texts.push(mutateFormat(document, random));
    for (const { text, done } of texts) {
      const step = Math.ceil(text.length / 100);
      for (let end = Math.floor(random.next() * step); end < text.length; end += step) {
        cuts++;
        const { outcome } = readSpec(text.slice(0, end), seed, null);
        if (!outcome.ok) continue;
        taken++;
        const bugs = assertSame(outcome.value.spec, spec, `${done}, cut at ${end}`);
        assert(bugs.length + outcome.value.droppedBugs.length <= spec.bugs.length);
      }
    }
  }
  assert(cuts > 1400 && taken > 100 && taken < cuts / 3, `${taken} of ${cuts} were taken`);
});

Deno.test("readSpec() keeps no cut text for a later answer to build on", () => {
  for (const { text, document, seed } of SMALL) {
    for (let end = 0; end < text.length; end += 7) {
      const read = readSpec(text.slice(0, end), seed, null).document ?? {};
      for (const [key, value] of Object.entries(read)) {
        if (key !== "bugs") assertEquals(value, document[key], `${key}, cut at ${end}`);
      }
    }
  }
});

Deno.test("readSpec() takes four of five answers that are only written otherwise, each as the same spec", () => {
  let [written, taken, dropped] = [0, 0, 0];
  for (const { document, seed, spec } of GOODS) {
    const random = seededRandom(`formats of ${seed.topic}`);
    for (let count = 0; count < 150; count++) {
      const { text, done } = mutateFormat(document, random);
      written++;
      const { outcome } = readSpec(text, seed, null);
      if (!outcome.ok) continue;
      taken++;
      const bugs = assertSame(outcome.value.spec, spec, done.join(", "));
      const lost = spec.bugs.length - bugs.length;
      assertEquals(outcome.value.droppedBugs.length, lost, done.join(", "));
      dropped += lost;
    }
  }
  assert(taken >= 0.8 * written, `${taken} of ${written} were taken`);
  assert(dropped < 0.1 * taken, `${dropped} bugs were dropped of ${taken} documents`);
});

/** The document with some keys as an earlier answer had them, and the others alone, as an author mends it. */
function splitDraft({ document }: GoodDocument, random: Random): { draft: Document; answer: Document } {
  const stays = (key: string) => ["domain", "topic", "subtopic"].includes(key) || random.next() < 0.6;
  const answer = Object.entries(document).filter(([key]) => !stays(key));
  const older = answer.map(([key]) => [key, key === "bugs" ? [] : `older ${key}\nof two lines\n`]);
  return { draft: { ...document, ...Object.fromEntries(older) }, answer: Object.fromEntries(answer) };
}

Deno.test("readSpec() puts mended keys into a draft, or refuses them; it never mixes old and new", () => {
  let [mended, taken] = [0, 0];
  for (const good of GOODS) {
    const random = seededRandom(`drafts of ${good.seed.topic}`);
    for (let count = 0; count < 120; count++) {
      const { draft, answer } = splitDraft(good, random);
      if (Object.keys(answer).length === 0) continue;
      mended++;
      const { text, done } = mutateFormat(answer, random);
      const { outcome } = readSpec(text, good.seed, draft);
      if (!outcome.ok) continue;
      taken++;
      assertSame(outcome.value.spec, good.spec, `${Object.keys(answer)}: ${done}`);
    }
  }
  assert(taken > 0.75 * mended, `${taken} of ${mended} were taken`);
});

/** Lines that belong to no key, and what tools and models put in between. */
const STRAY = [
  "Continuing from here:",
  "```",
  "```yaml",
  "end: true",
  "end: x",
  "**end:** true",
  "---",
  "...",
];
const STRAY_TOO = ["# ... rest as before", "<think>", "</think>", "note: see above", "{", "> quoted"];

/**
 * The text with a line put in between, or some lines without their indentation; null where that changes the
 * content.
 */
function damageLines(text: string, random: Random): string | null {
  const lines = text.split("\n");
  const at = Math.floor(random.next() * lines.length);
  if (random.next() < 0.5) {
    lines.splice(at, 0, pick(random, [...STRAY, ...STRAY_TOO]));
    return lines.join("\n");
  }
  const end = at + 1 + Math.floor(random.next() * 8);
  const damaged = lines.map((line, index) => index >= at && index < end ? line.trimStart() : line).join("\n");
  return damaged === text ? null : damaged;
}

Deno.test("readSpec() takes no answer with lost indentation or lines in between for another spec", () => {
  let [damaged, taken] = [0, 0];
  for (const good of GOODS) {
    const random = seededRandom(`lines of ${good.seed.topic}`);
    for (let count = 0; count < 250; count++) {
      const { draft, answer } = splitDraft(good, random);
      const isMended = count % 2 === 0;
      const { text, done } = mutateFormat(isMended ? answer : good.document, random);
      // In these forms a line is what it seems to be: nothing shows that it does not belong there.
      if (done.some((name) => ["json", "inner fences", "first column"].includes(name))) continue;
      const changed = damageLines(text, random);
      if (changed === null) continue;
      damaged++;
      const { outcome } = readSpec(changed, good.seed, isMended ? draft : null);
      if (!outcome.ok) continue;
      taken++;
      assertSame(outcome.value.spec, good.spec, done.join(", "));
    }
  }
  assert(damaged > 500 && taken > 12, `${taken} of ${damaged} were taken`);
});

const CHARACTERS = [..."\0\t\r\n\x0b\x85\u2028\ud800\ufeff \"'`:#|>-[]{}*&!%@\\,?~<éx0="];
const PIECES = [
  "\n\n",
  "```\n",
  "---\n",
  "\r\n",
  "end: true\n",
  "domain: x\n",
  "- ",
  "<think>",
  "{\n",
  "bugs:\n",
];

function damageCharacters(text: string, random: Random): string {
  let damaged = text;
  for (let count = 1 + Math.floor(random.next() * 6); count > 0; count--) {
    const at = Math.floor(random.next() * damaged.length);
    const gone = Math.floor(random.next() * (random.next() < 0.2 ? 80 : 3));
    const put = random.next() < 0.2 ? "" : pick(random, [...CHARACTERS, ...PIECES]);
    damaged = damaged.slice(0, at) + put + damaged.slice(at + gone);
  }
  return damaged;
}

Deno.test("readSpec() throws at no damage, and what it takes keeps the rules of a spec", () => {
  const random = seededRandom("damaged characters");
  let taken = 0;
  for (let count = 0; count < 1000; count++) {
    const { document, seed } = pick(random, SMALL);
    const text = damageCharacters(mutateFormat(document, random).text, random);
    readBugList(text);
    const { outcome } = readSpec(text, seed, random.next() < 0.3 ? document : null);
    if (!outcome.ok) continue;
    taken++;
    const { spec } = outcome.value;
    assertEquals(spec.seed, seed);
    assertEquals(moduleNameProblem(spec.moduleName), null);
    for (const code of [spec.correctCode, spec.unitTests]) {
      assertEquals(badCharacter(code, "code"), null);
      assert(code.endsWith("\n") && !code.endsWith("\n\n"));
    }
    for (const { find, replace } of spec.bugs) {
      assertEquals(spec.correctCode.split(find).length, 2);
      assert(find !== replace);
    }
  }
  assert(taken > 80, `${taken} were taken`);
});
