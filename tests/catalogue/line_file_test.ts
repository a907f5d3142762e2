import { assert, assertEquals, assertThrows } from "@std/assert";
import { LineFile } from "../../lib/catalogue/line_file.ts";
import { UsageError } from "../../lib/core/errors.ts";
import { inTempDir } from "../support/run_main.ts";

Deno.test("LineFile gives each line once, its own and those of others, in the order of the file", () =>
  inTempDir(async (dir) => {
    const [one, two] = [new LineFile(`${dir}/a.jsonl`), new LineFile(`${dir}/a.jsonl`)];
    assertEquals(one.readNew(), { lines: [], replaced: false, more: false });
    one.append("first");
    two.append("zweite: ü");
    assertEquals(one.readNew().lines, ["first", "zweite: ü"]);
    assertEquals(one.readNew().lines, []);
    two.append("third");
    assertEquals([one.readNew().lines, two.readNew().lines], [["third"], ["first", "zweite: ü", "third"]]);
    assertEquals(await Deno.readTextFile(`${dir}/a.jsonl`), "first\nzweite: ü\nthird\n");
  }));

Deno.test("LineFile waits for the rest of a torn line, and begins a new one behind it", () =>
  inTempDir(async (dir) => {
    const path = `${dir}/a.jsonl`;
    await Deno.writeTextFile(path, "whole\nto");
    const file = new LineFile(path);
    assertEquals([file.readNew().lines, file.torn], [["whole"], true]);
    assertEquals([file.readNew().lines, file.torn], [[], true]);
    await Deno.writeTextFile(path, "rn\n", { append: true });
    assertEquals([file.readNew().lines, file.torn], [["torn"], false]);
    await Deno.writeTextFile(path, "dead", { append: true });
    new LineFile(path).append("alive");
    assertEquals([file.readNew().lines, file.torn], [["dead", "alive"], false]);
  }));

Deno.test("LineFile notices another file under its name, and one that was cut", () =>
  inTempDir(async (dir) => {
    const path = `${dir}/a.jsonl`;
    const file = new LineFile(path);
    file.append("one");
    file.append("two");
    file.readNew();
    await Deno.writeTextFile(path, "one\n");
    assertEquals(file.readNew(), { lines: ["one"], replaced: true, more: false });
    await Deno.writeTextFile(`${dir}/b`, "three\nfour\n");
    await Deno.rename(`${dir}/b`, path);
    assertEquals(file.readNew(), { lines: ["three", "four"], replaced: true, more: false });
    await Deno.remove(path);
    assertEquals(file.readNew(), { lines: [], replaced: true, more: false });
    assertEquals(file.readNew(), { lines: [], replaced: false, more: false });
  }));

Deno.test("LineFile reads files of any size and lines of any length", () =>
  inTempDir(async (dir) => {
    const path = `${dir}/a.jsonl`;
    const lines = Array.from({ length: 30_000 }, (_, at) => `${at} ${"ä".repeat(at % 80)}`);
    await Deno.writeTextFile(path, lines.join("\n") + "\n" + "x".repeat(3_000_000) + "\nlast\n\n\xff");
    const file = new LineFile(path);
    const read = file.readNew().lines;
    assertEquals(read.length, 30_003);
    assertEquals(read.slice(0, 30_000), lines);
    assertEquals([read[30_000]!.length, read[30_001], read[30_002]], [65_536, "last", ""]);
    assert(file.torn);
  }));

Deno.test("LineFile tells what it cannot read or write", () =>
  inTempDir(async (dir) => {
    await Deno.writeTextFile(`${dir}/file`, "");
    const cases: [LineFile, string][] = [
      [new LineFile(dir), `Cannot write "${dir}": it is a folder`],
      [new LineFile(`${dir}/none/x`), `Cannot write "${dir}/none/x": its folder does not exist`],
      [new LineFile(`${dir}/file/x`), `Cannot write "${dir}/file/x": a file stands where a folder is needed`],
    ];
    for (const [file, message] of cases) assertThrows(() => file.append("x"), UsageError, message);
    assertThrows(() => cases[0]![0].probe(), UsageError, cases[0]![1]);
    assertThrows(() => cases[0]![0].readNew(), UsageError, `Cannot read "${dir}": it is a folder`);
    new LineFile(`${dir}/missing`).probe();
    assertEquals([...Deno.readDirSync(dir)].length, 1);
  }));
