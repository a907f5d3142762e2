import { assert, assertEquals, assertThrows } from "@std/assert";
import { parse } from "@std/yaml";
import { type ModuleIndex, type NewModule, openModuleIndex } from "../../lib/catalogue/module_index.ts";
import { UsageError } from "../../lib/core/errors.ts";
import { NEAR_DUPLICATE } from "../../lib/core/token_shingles.ts";
import { SCENARIOS } from "../../lib/library/registry.ts";
import { growTogether } from "../support/grow_together.ts";
import { inTempDir, namesIn } from "../support/run_main.ts";

const CODES = SCENARIOS.map((text) => (parse(text) as { correct_code: string }).correct_code);

const moduleOf = (at: number, key = `D::T::${at}`): NewModule => ({
  key,
  moduleName: `module_${at}`,
  summary: `Computes ${at}.`,
  code: CODES[at]!,
});

/** A copy with every local word of the code spelled differently. */
const renamed = (code: string) =>
  code.replaceAll(/\b(?:value|time|result|index|count|step|total)\b/g, "other");

const inFileAndMemory = (run: (index: ModuleIndex) => void) =>
  inTempDir((dir) => {
    run(openModuleIndex(null));
    run(openModuleIndex(`${dir}/state.json`));
    return Promise.resolve();
  });

Deno.test("ModuleIndex finds the module that one repeats, and none where it is new", () =>
  inFileAndMemory((index) => {
    assertEquals(index.nearest(CODES[0]!), null);
    for (const at of [0, 1, 2]) index.add(moduleOf(at));
    assertEquals(index.nearest(CODES[1]!), { key: "D::T::1", similarity: 1 });
    const found = index.nearest(`# a remark\n${renamed(CODES[2]!)}\n\ndef added(x):\n    return x + 1\n`);
    assertEquals(found?.key, "D::T::2");
    assert(found!.similarity >= NEAR_DUPLICATE && found!.similarity < 1);
    assertEquals(index.nearest(CODES[3]!), null);
    assertEquals(index.nearest(""), null);
  }));

Deno.test("ModuleIndex gives the most similar module of several", () =>
  inFileAndMemory((index) => {
    const half = CODES[0]!.split("\n").slice(0, -20).join("\n");
    index.add({ ...moduleOf(0), key: "A::a::half", code: half });
    index.add(moduleOf(0, "A::a::whole"));
    index.add({ ...moduleOf(0), key: "A::a::more", code: `${CODES[0]}\nEXTRA = [1, 2, 3, 4, 5, 6, 7]\n` });
    assertEquals(index.nearest(CODES[0]!)?.key, "A::a::whole");
    assertEquals(index.nearest(half)?.key, "A::a::half");
  }));

Deno.test("ModuleIndex passes over the task's own module, which an earlier run may have left", () =>
  inFileAndMemory((index) => {
    index.add(moduleOf(0));
    assertEquals(index.nearest(CODES[0]!, "D::T::0"), null);
    assertEquals(index.nearest(CODES[0]!, "D::T::1")?.key, "D::T::0");
    index.add({ ...moduleOf(1), key: "D::T::0" });
    assertEquals([index.size, index.nearest(CODES[0]!), index.nearest(CODES[1]!)?.key], [1, null, "D::T::0"]);
  }));

Deno.test("ModuleIndex tells the modules of a scenario, in all of its rounds", () =>
  inFileAndMemory((index) => {
    index.add(moduleOf(0, "D::T::x"));
    index.add(moduleOf(1, "D::T::y"));
    index.add({ ...moduleOf(2, "D::T::x#2"), summary: `  two\n lines${" long".repeat(200)} ` });
    const found = index.of("D::T::x");
    assertEquals(found.map(({ key, moduleName }) => [key, moduleName]), [
      ["D::T::x", "module_0"],
      ["D::T::x#2", "module_2"],
    ]);
    assertEquals(found[0]!.summary, "Computes 0.");
    assert(found[1]!.summary.startsWith("two lines long long") && found[1]!.summary.length === 300);
    assertEquals(index.of("D::T::z"), []);
  }));

Deno.test("openModuleIndex() remembers beside the state file, and several runs see each other's modules", () =>
  inTempDir(async (dir) => {
    const [one, two] = [openModuleIndex(`${dir}/state.json`), openModuleIndex(`${dir}/state.json`)];
    assertEquals(namesIn(dir), []);
    one.add(moduleOf(0));
    assertEquals(two.nearest(CODES[0]!), { key: "D::T::0", similarity: 1 });
    two.add(moduleOf(1));
    assertEquals([one.nearest(CODES[1]!)?.key, one.size], ["D::T::1", 2]);
    assertEquals(namesIn(dir), ["state.json.modules.jsonl"]);
    const lines = (await Deno.readTextFile(`${dir}/state.json.modules.jsonl`)).trimEnd().split("\n");
    const { sketch, ...rest } = JSON.parse(lines[0]!);
    assertEquals(rest, { version: 1, key: "D::T::0", module_name: "module_0", summary: "Computes 0." });
    assertEquals(atob(sketch).length, 512);
    const reopened = openModuleIndex(`${dir}/state.json`);
    assertEquals(CODES.slice(0, 3).map((code) => reopened.nearest(code)?.similarity), [1, 1, undefined]);
    assertEquals(reopened.of("D::T::1"), two.of("D::T::1"));
  }));

Deno.test("openModuleIndex() stands beside the state file that a link leads to", () =>
  inTempDir(async (dir) => {
    await Deno.mkdir(`${dir}/real`);
    await Deno.writeTextFile(`${dir}/real/state.json`, "[]");
    await Deno.symlink(`${dir}/real/state.json`, `${dir}/link.json`);
    openModuleIndex(`${dir}/link.json`).add(moduleOf(0));
    assertEquals(namesIn(`${dir}/real`), ["state.json", "state.json.modules.jsonl"]);
  }));

Deno.test("openModuleIndex() passes over junk and a torn line, and counts them", () =>
  inTempDir(async (dir) => {
    const path = `${dir}/s.modules.jsonl`;
    openModuleIndex(`${dir}/s`).add(moduleOf(0));
    const good = await Deno.readTextFile(path);
    const value = JSON.parse(good);
    const bad = [
      "no JSON",
      "[]",
      "null",
      JSON.stringify({ ...value, version: 2 }),
      JSON.stringify({ ...value, key: 3 }),
      JSON.stringify({ ...value, sketch: "%%" }),
      JSON.stringify({ ...value, sketch: btoa("abc") }),
      JSON.stringify({ ...value, sketch: btoa("\x02\0\0\0\x01\0\0\0") }),
      JSON.stringify({ ...value, sketch: btoa("x".repeat(516)) }),
      good.slice(0, 300),
    ];
    await Deno.writeTextFile(path, `${bad.join("\n")}\n\n${good.replace("::0", "::7")}${good.slice(0, 100)}`);
    const index = openModuleIndex(`${dir}/s`);
    assertEquals([index.size, index.ignored, index.of("D::T::7").length], [1, 11, 1]);
    index.add(moduleOf(1));
    assertEquals([index.size, index.ignored, index.nearest(CODES[1]!)?.key], [2, 11, "D::T::1"]);
  }));

Deno.test("ModuleIndex forgets what is no longer in the file", () =>
  inTempDir(async (dir) => {
    const index = openModuleIndex(`${dir}/s`);
    index.add(moduleOf(0));
    assertEquals(index.size, 1);
    await Deno.remove(`${dir}/s.modules.jsonl`);
    assertEquals([index.size, index.nearest(CODES[0]!), index.of("D::T::0")], [0, null, []]);
    index.add(moduleOf(1));
    assertEquals(index.nearest(CODES[1]!)?.key, "D::T::1");
  }));

Deno.test("two processes add to one index, and every line stays whole", () =>
  inTempDir(async (dir) => {
    await growTogether("modules", `${dir}/state.json`, { names: ["anton", "berta"], count: 400 });
    const index = openModuleIndex(`${dir}/state.json`);
    assertEquals([index.size, index.ignored], [800, 0]);
    assertEquals(index.of("berta::t::399")[0]!.summary, "berta 399");
  }));

Deno.test("ModuleIndex looks through ten thousand modules", () => {
  const index = openModuleIndex(null);
  for (let n = 0; n < 10_000; n++) {
    const lines = Array.from({ length: 6 }, (_, at) => `x${at} = f(${n} * ${at % 9} + ${at}, y[${n + at}])`);
    index.add({ key: `D::T::${n}`, moduleName: "m", summary: "s", code: lines.join("\n") });
  }
  index.add(moduleOf(5, "D::T::last"));
  assertEquals(index.nearest(CODES[5]!), { key: "D::T::last", similarity: 1 });
  assertEquals(index.nearest(CODES[6]!), null);
});

Deno.test("openModuleIndex() refuses a file that it cannot use, at the start", () =>
  inTempDir(async (dir) => {
    await Deno.mkdir(`${dir}/s.modules.jsonl`);
    assertThrows(() => openModuleIndex(`${dir}/s`), UsageError, `.modules.jsonl": it is a folder`);
  }));
