import { assert, assertEquals } from "@std/assert";
import { partProblem } from "../../lib/catalogue/catalogue.ts";
import { openInventionList } from "../../lib/catalogue/invention_list.ts";
import { openModuleIndex } from "../../lib/catalogue/module_index.ts";
import { moduleNameProblem } from "../../lib/core/module_name.ts";
import { pick, type Random } from "../../lib/core/random.ts";
import { type Seed, seedKey } from "../../lib/core/seed.ts";
import { damagedJson, fuzzReader } from "../support/fuzz_reader.ts";
import { mutateText } from "../support/mutate_bytes.ts";
import { inTempDir } from "../support/run_main.ts";
import { GAUGE_CODE } from "../support/small_scenarios.ts";

const SEEDS: readonly Seed[] = ["Thin", "Thick"].map((subtopic) => ({
  domain: "Optics",
  topic: "Lenses",
  subtopic,
}));

/** Lines of which some are damaged by themselves, and the whole afterwards. */
function damagedLines(lines: readonly string[]): (random: Random) => string {
  const damaged = damagedJson(lines.map((line) => JSON.parse(line)));
  return (random) => {
    const some = lines.map((line) => random.next() < 0.5 ? line : damaged(random).replaceAll("\n", " "));
    const text = some.join("\n") + pick(random, ["\n", "", "\n\n"]);
    return random.next() < 0.5 ? text : mutateText(text, [text, "\n{\n"], random);
  };
}

Deno.test("a module index takes no line that is none of its own, whatever stands in its file", () =>
  inTempDir(async (dir) => {
    const good = openModuleIndex(`${dir}/good.json`);
    for (const seed of SEEDS) {
      good.add({ key: seedKey(seed), moduleName: "gauge", summary: "A gauge.", code: GAUGE_CODE });
    }
    const lines = (await Deno.readTextFile(`${dir}/good.json.modules.jsonl`)).trimEnd().split("\n");
    await fuzzReader({
      name: "module index",
      inputs: 600,
      make: damagedLines(lines),
      async read(text) {
        await Deno.writeTextFile(`${dir}/state.json.modules.jsonl`, text);
        const index = openModuleIndex(`${dir}/state.json`);
        assert(index.size >= 0 && index.ignored >= 0);
        const like = index.nearest(GAUGE_CODE);
        assert(like === null || (like.similarity > 0 && like.similarity <= 1));
        for (const seed of SEEDS) {
          for (const { moduleName, summary, sketch } of index.of(seedKey(seed))) {
            assertEquals(moduleNameProblem(moduleName), null);
            assert([...summary].length <= 300 && !/[\n\r]/.test(summary));
            assert(sketch.every((hash, at) => at === 0 || sketch[at - 1]! < hash));
          }
        }
        const before = index.size;
        index.add({ key: "new::key::x", moduleName: "gauge", summary: "x", code: "x = 1\n" });
        // A last line that only lacked its end has it now.
        assert([before + 1, before + 2].includes(index.size));
        return before === 2;
      },
    });
  }));

Deno.test("an invention list takes no line that is no scenario, whatever stands in its file", () =>
  inTempDir((dir) =>
    fuzzReader({
      name: "invention list",
      inputs: 600,
      make: damagedLines(SEEDS.map((seed) => JSON.stringify(seed))),
      async read(text) {
        await Deno.writeTextFile(`${dir}/state.json.scenarios.jsonl`, text);
        const list = openInventionList(`${dir}/state.json`);
        const seeds = list.read();
        for (const seed of seeds) {
          assertEquals([seed.domain, seed.topic, seed.subtopic].map(partProblem), [null, null, null]);
        }
        assertEquals(new Set(seeds.map(seedKey)).size, seeds.length);
        list.add([{ domain: "New", topic: "New", subtopic: "New" }]);
        // A last line that only lacked its end has it now.
        assert([1, 2].includes(list.read().length - seeds.length));
        return seeds.length === 2;
      },
    })
  ));
