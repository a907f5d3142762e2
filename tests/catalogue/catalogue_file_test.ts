import { assert, assertEquals, assertRejects } from "@std/assert";
import { loadCatalogue } from "../../lib/catalogue/catalogue.ts";
import { CatalogueFile } from "../../lib/catalogue/catalogue_file.ts";
import { UsageError } from "../../lib/core/errors.ts";
import { type Seed, seedKey } from "../../lib/core/seed.ts";
import { growTogether } from "../support/grow_together.ts";
import { inTempDir, namesIn } from "../support/run_main.ts";

const seed = (subtopic: string, topic = "Lenses"): Seed => ({ domain: "Optics", topic, subtopic });

const write = (path: string, seeds: readonly Seed[]) => Deno.writeTextFile(path, JSON.stringify(seeds));
const keysOf = async (path: string) => (await loadCatalogue(path)).seeds.map(seedKey);
const keys = (...names: string[]) => names.map((name) => `Optics::Lenses::${name}`);

Deno.test("CatalogueFile adds to a file in place, and leaves nothing else behind", () =>
  inTempDir(async (dir) => {
    const path = `${dir}/mine.json`;
    await write(path, [seed("Beta Lens"), seed("Gamma Lens")]);
    const file = await CatalogueFile.open({ source: { file: path }, output: path });
    assertEquals(file.held.size, 2);
    assertEquals(await file.add([seed("Alpha Lens"), seed("Delta Lens")]), {
      added: [seed("Alpha Lens"), seed("Delta Lens")],
      refused: [],
    });
    assertEquals(await keysOf(path), keys("Alpha Lens", "Beta Lens", "Delta Lens", "Gamma Lens"));
    assertEquals([file.held.size, namesIn(dir)], [4, ["mine.json"]]);
  }));

Deno.test("CatalogueFile writes a new file with all of its source, which stays as it is", () =>
  inTempDir(async (dir) => {
    const [source, output] = [`${dir}/mine.json`, `${dir}/new/grown.json`];
    await write(source, [seed("Beta Lens")]);
    const file = await CatalogueFile.open({ source: { file: source }, output });
    assertEquals(namesIn(`${dir}/new`), [], "opening writes nothing");
    await file.add([seed("Alpha Lens")]);
    assertEquals(await keysOf(output), keys("Alpha Lens", "Beta Lens"));
    assertEquals(await keysOf(source), keys("Beta Lens"));
  }));

Deno.test("CatalogueFile grows a copy of the built-in catalogue", () =>
  inTempDir(async (dir) => {
    const file = await CatalogueFile.open({ source: { file: null }, output: `${dir}/all.json` });
    const [{ seeds }] = [await loadCatalogue(null)];
    await file.add([seed("Alpha Lens")]);
    assertEquals((await loadCatalogue(`${dir}/all.json`)).seeds.length, seeds.length + 1);
  }));

Deno.test("CatalogueFile keeps what the output has already", () =>
  inTempDir(async (dir) => {
    const [source, output] = [`${dir}/mine.json`, `${dir}/grown.json`];
    await write(source, [seed("Beta Lens"), seed("Gamma Lens")]);
    await write(output, [seed("Gamma Lens"), seed("Zeta Lens")]);
    const file = await CatalogueFile.open({ source: { file: source }, output });
    assertEquals(file.held.size, 3);
    await file.add([seed("Alpha Lens")]);
    assertEquals(await keysOf(output), keys("Alpha Lens", "Beta Lens", "Gamma Lens", "Zeta Lens"));
  }));

Deno.test("CatalogueFile merges with what came in meanwhile, and refuses what nearly is there", () =>
  inTempDir(async (dir) => {
    const path = `${dir}/mine.json`;
    const open = () => CatalogueFile.open({ source: "nothing", output: path });
    const [one, two] = await Promise.all([open(), open()]);
    await one.add([seed("Thin Lens Equation")]);
    assertEquals(await two.add([seed("Equation of Thin Lenses"), seed("Ball Lens")]), {
      added: [seed("Ball Lens")],
      refused: [{
        reason: "near_duplicate",
        detail: '"Optics::Lenses::Equation of Thin Lenses" is nearly "Optics::Lenses::Thin Lens Equation", ' +
          "which came in meanwhile",
      }],
    });
    assertEquals(await keysOf(path), keys("Ball Lens", "Thin Lens Equation"));
    assertEquals(two.held.nearest(seed("Thin Lens Equations")), seed("Thin Lens Equation"));
  }));

Deno.test("CatalogueFile does not bring back what someone took out of the file", () =>
  inTempDir(async (dir) => {
    const path = `${dir}/mine.json`;
    await write(path, [seed("Beta Lens"), seed("Gamma Lens")]);
    const file = await CatalogueFile.open({ source: { file: path }, output: path });
    await write(path, [seed("Gamma Lens")]);
    await file.add([seed("Alpha Lens")]);
    assertEquals(await keysOf(path), keys("Alpha Lens", "Gamma Lens"));
  }));

Deno.test("CatalogueFile writes nothing where nothing is new", () =>
  inTempDir(async (dir) => {
    const path = `${dir}/mine.json`;
    const text = '[{"domain":"Optics","topic":"Lenses","subtopic":"Ball Lens"}]';
    await Deno.writeTextFile(path, text);
    const file = await CatalogueFile.open({ source: { file: path }, output: path });
    assertEquals((await file.add([seed("Ball Lenses")])).added, []);
    assertEquals(await Deno.readTextFile(path), text);
  }));

Deno.test("CatalogueFile follows a symbolic link, and keeps the file's mode", () =>
  inTempDir(async (dir) => {
    await write(`${dir}/real.json`, [seed("Beta Lens")]);
    await Deno.chmod(`${dir}/real.json`, 0o640);
    await Deno.symlink(`${dir}/real.json`, `${dir}/link.json`);
    const link = `${dir}/link.json`;
    await (await CatalogueFile.open({ source: { file: link }, output: link })).add([seed("Alpha Lens")]);
    assertEquals(await keysOf(`${dir}/real.json`), keys("Alpha Lens", "Beta Lens"));
    assert((await Deno.lstat(link)).isSymlink);
    assertEquals((await Deno.stat(`${dir}/real.json`)).mode! & 0o777, 0o640);
  }));

Deno.test("CatalogueFile refuses what it cannot read or replace, before anything is asked", () =>
  inTempDir(async (dir) => {
    await Deno.writeTextFile(`${dir}/torn.json`, '[{"domain": "Op');
    await write(`${dir}/good.json`, [seed("Beta Lens")]);
    const source = { file: `${dir}/good.json` };
    const cases: [Parameters<typeof CatalogueFile.open>[0], string][] = [
      [{ source: { file: `${dir}/torn.json` }, output: `${dir}/x.json` }, "it is not valid JSON"],
      [{ source, output: `${dir}/torn.json` }, "it is not valid JSON"],
      [{ source, output: dir }, "it is a folder"],
      [{ source, output: "/dev/null" }, "it is no regular file"],
      [{ source, output: `${dir}/good.json/x.json` }, "a file stands where a folder is needed"],
    ];
    for (const [options, message] of cases) {
      await assertRejects(() => CatalogueFile.open(options), UsageError, message);
    }
    assertEquals(namesIn(dir), ["good.json", "torn.json"]);
  }));

Deno.test("two processes grow one file, and each scenario comes in once", () =>
  inTempDir(async (dir) => {
    const path = `${dir}/mine.json`;
    const added = await growTogether("catalogue", path, { names: ["Anton", "Berta"], count: 40 });
    const { seeds } = await loadCatalogue(path);
    assertEquals(seeds.length, 120);
    assertEquals(added.flat().sort(), seeds.map(({ subtopic }) => subtopic).sort());
    assertEquals(namesIn(dir), ["mine.json"]);
  }));
