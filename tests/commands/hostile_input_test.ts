import { assert, assertEquals, assertMatch } from "@std/assert";
import { join } from "@std/path";
import { inHostileFolder, makePipe } from "../support/hostile_folder.ts";
import { inTempDir, namesIn, runMain } from "../support/run_main.ts";
import { GAUGE_CODE, gaugeTests } from "../support/small_scenarios.ts";

const TASK = {
  ...Object.fromEntries(
    ["domain", "topic", "subtopic", "summary", "problem_description", "solution_outline", "failing_output"]
      .map((key) => [key, "Gauges"]),
  ),
  module_name: "gauge",
  correct_code: GAUGE_CODE,
  buggy_code: GAUGE_CODE.replace("/ len(values)", "/ 1"),
  unit_tests: gaugeTests("gauge"),
  conversation: [{ role: "qa", content: "It fails." }],
};

/** Files that no reader may take, each with what is told of it, in a folder with pipes and the like. */
async function putFiles(dir: string): Promise<Readonly<Record<string, string>>> {
  const entry = (at: number) => `{"domain":"a","topic":"b","subtopic":"${at}"}`;
  const texts = {
    nested: "[".repeat(2_000_000),
    lists: `[${"[],".repeat(3_000_000)}1]`,
    many: `[${Array.from({ length: 200_001 }, (_, at) => entry(at)).join()}]`,
    millions: `[${"1,".repeat(2_000_000)}1]`,
    bytes: "\ud800",
    proto: '{"__proto__": {"__proto__": ["x"]}, "constructor": 1}',
    number: "1e400",
    long: `[${entry(1).replace("1", "x".repeat(3_000_000))}]`,
  };
  for (const [name, text] of Object.entries(texts)) await Deno.writeTextFile(join(dir, name), text);
  await Deno.writeFile(join(dir, "bytes"), new Uint8Array([0x5b, 0xff, 0xfe, 0]));
  return {
    pipe: "it is not a regular file",
    socket: "it is not a regular file",
    folder: "it is a folder",
    device: "it is not a regular file",
    huge: "it is larger than",
    nested: "it is nested more than 64 deep",
    lists: "it holds more than",
    bytes: "it is not UTF-8 text",
  };
}

const FOREIGN = ["--base-url", "http://127.0.0.1:9/v1", "--model", "m"];

Deno.test("every command refuses a hostile file in one line, at once, with exit code 2", () =>
  inHostileFolder(async (cwd) => {
    const states = await putFiles(cwd);
    const cases: (readonly [words: string, name: string, state: string])[] = [
      ["catalog list --catalog", "many", "it has more than 200000 scenarios"],
      ["catalog list --catalog", "millions", "it holds more than 2000000 values"],
      ["catalog list --catalog", "proto", 'domain "constructor" is not an object'],
      ["catalog list --catalog", "number", "it is neither a list nor an object"],
      ["catalog list --catalog", "long", "entry 1 has a subtopic of more than 300 characters"],
      ["catalog stats --state", "number", "it is not a list of strings"],
      ["catalog stats --state", "long", "entry 1 is not a string"],
      ["generate --prices", "proto", "its schema_version is missing"],
    ];
    for (const [name, state] of Object.entries(states)) {
      cases.push(["catalog stats --catalog", name, state], ["batch --offline --state", name, state]);
      cases.push(["generate --prices", name, state]);
    }
    for (const [words, name, state] of cases) {
      const all = [...words.split(" "), name, ...words.includes("--prices") ? FOREIGN : []];
      const { code, stdout, stderr } = await runMain(all, { cwd });
      assertEquals([code, stdout], [2, ""], `${all}: ${stderr.slice(0, 500)}`);
      assertMatch(
        stderr,
        /^Cannot read (catalogue |state |prices )?"(@\/|\/dev\/)?[a-z]+": [^\n]{1,300}\n$/,
        all.join(" "),
      );
      // Prices may not be as long as this file is.
      const tooLong = name === "lists" && words.includes("--prices") && stderr.includes("it is larger than");
      assert(stderr.includes(state) || tooLong, `${all}: ${stderr}`);
    }
  }));

Deno.test("validate tells of each hostile file, and goes on", () =>
  inHostileFolder(async (cwd) => {
    const states = await putFiles(cwd);
    await Deno.writeTextFile(join(cwd, "good.json"), JSON.stringify(TASK));
    const names = Object.keys(states).filter((name) => name !== "folder");
    await Deno.mkdir(join(cwd, "folder/x.json"));
    for (const name of names) await Deno.rename(join(cwd, name), join(cwd, `folder/${name}.json`));
    const { code, stdout, stderr } = await runMain(["validate", "folder", "good.json"], { cwd });
    assertEquals([code, stderr], [1, `1 of ${names.length + 1} tasks hold\n`]);
    for (const name of names) {
      assert(stdout.includes(`FAIL folder/${name}.json: `), name);
      assert(
        stdout.split("\n").find((line) => line.includes(`/${name}.json: `))!.includes(states[name]!),
        stdout,
      );
    }
    assertMatch(stdout, /^ok {3}good\.json: /m);
  }));

Deno.test("validate --dump-dir writes through no link below its folder; that file fails, the others are laid out", () =>
  inTempDir(async (cwd) => {
    const names = ["a", "b", "c", "d", "e"];
    for (const name of names) await Deno.writeTextFile(join(cwd, `${name}.json`), JSON.stringify(TASK));
    for (const name of ["out/b", "out/d", "out/e", "elsewhere"]) {
      await Deno.mkdir(join(cwd, name), { recursive: true });
    }
    await Deno.writeTextFile(join(cwd, "elsewhere/precious"), "precious");
    await Deno.symlink(join(cwd, "elsewhere"), join(cwd, "out/a"));
    await Deno.symlink(join(cwd, "elsewhere/precious"), join(cwd, "out/b/gauge_correct.py"));
    await Deno.symlink(join(cwd, "elsewhere/new"), join(cwd, "out/c"));
    await makePipe(join(cwd, "out/d/run_tests.py"));
    const words = ["validate", ...names.map((name) => `${name}.json`), "--dump-dir", "out"];
    const { code, stdout, stderr } = await runMain(words, { cwd });
    assertEquals([code, stderr], [1, "1 of 5 tasks hold\n"]);
    assertEquals(stdout.split("\n").slice(0, 4), [
      'FAIL a.json: Cannot write "out/a/gauge_correct.py": "out/a" is a symbolic link',
      'FAIL b.json: Cannot write "out/b/gauge_correct.py": it is a symbolic link',
      'FAIL c.json: Cannot write "out/c/gauge_correct.py": "out/c" is a symbolic link',
      'FAIL d.json: Cannot write "out/d/run_tests.py": it is not a regular file',
    ]);
    assertEquals(namesIn(join(cwd, "elsewhere")), ["precious"]);
    assertEquals(await Deno.readTextFile(join(cwd, "elsewhere/precious")), "precious");
    assertEquals(namesIn(join(cwd, "out/e")).length, 4);
  }));

Deno.test("validate takes no module name that is a path, a file of Python's, a device or no name", () =>
  inTempDir(async (cwd) => {
    const bad = [
      "../../x",
      "a/b",
      "a\\b",
      "con",
      "nul",
      "unittest",
      "os",
      "lambda",
      "match",
      "a".repeat(300),
      "",
    ];
    const odd = [
      "gаuge",
      "ｇauge",
      "ga\0uge",
      "gauge\n",
      "\u202egauge",
      ".",
      "..",
      "-rf",
      "__init__",
      "run_tests",
      "G",
    ];
    const names = [...bad, ...odd];
    for (const [at, module_name] of names.entries()) {
      await Deno.writeTextFile(join(cwd, `${100 + at}.json`), JSON.stringify({ ...TASK, module_name }));
    }
    const { code, stdout } = await runMain(["validate", cwd, "--dump-dir", "out"], { cwd });
    assertEquals([code, stdout.split("\n").length], [1, names.length + 1]);
    for (const line of stdout.trimEnd().split("\n")) assertMatch(line, /^FAIL @\/1\d\d\.json: module_name /);
    assertEquals(namesIn(join(cwd, "out")), []);
  }));

Deno.test("file-edit and batch refuse names that lead elsewhere or hide something, before any work", () =>
  inHostileFolder(async (cwd) => {
    const filenames = [
      "../x.py",
      "a/b.py",
      "unittest.py",
      "Random.py",
      "con.py",
      "os.py",
      `${"a".repeat(300)}.py`,
      "x",
    ];
    const prefixes = ["../", "a/b", ".hidden", "a\nb", "\x1b[31m", "\u202e", "a\x85", "x".repeat(90)];
    const cases = [
      ...filenames.map((name) => ["file-edit", "--dir", "new", `--filename=${name}`]),
      ...prefixes.map((prefix) => ["batch", "-o", "new", `--prefix=${prefix}`]),
      ...["pipe", "huge", "device", "socket"].flatMap((
        name,
      ) => [["file-edit", "-d", name], ["batch", "-o", name]]),
      ["batch", ...FOREIGN, "--cache", "huge", "-o", "out"],
      ["batch", ...FOREIGN, "--replay", "pipe", "-o", "out"],
      ["generate", "--offline", "-o", "folder"],
    ];
    for (const words of cases) {
      const { code, stdout, stderr } = await runMain(words, { cwd });
      assertEquals([code, stdout], [2, ""], `${words}: ${stderr}`);
      assertMatch(stderr, /^Cannot (use|write|replay) [\x20-\x7e]{1,500}\n$/, words.join(" "));
    }
    assert(!namesIn(cwd).includes("new"));
  }));

Deno.test("batch keeps its journal and its conversations out of what links lead to", () =>
  inTempDir(async (cwd) => {
    await Deno.mkdir(join(cwd, "out"));
    await Deno.writeTextFile(join(cwd, "precious"), "precious");
    const run = (...words: string[]) =>
      runMain(["batch", "--offline", "-n", "1", "-o", "out", ...words], { cwd });
    await Deno.symlink("../precious", join(cwd, "out/run.jsonl"));
    const first = await run();
    assertEquals([first.code, first.stderr.split("\n").at(-2)], [
      2,
      'Cannot write "out/run.jsonl": it is a symbolic link',
    ]);
    await Deno.remove(join(cwd, "out/run.jsonl"));
    const words = ["--catalog-seed", "1", "--state", "state.json", "-q"];
    assertEquals((await run(...words)).code, 0);
    const name = namesIn(join(cwd, "out")).find((name) => name.startsWith("conversation_"))!;
    await Deno.remove(join(cwd, "out", name));
    await Deno.remove(join(cwd, "state.json"));
    await Deno.symlink("../precious", join(cwd, "out", name));
    const second = await run(...words);
    assertEquals([second.code, second.stderr], [2, `Cannot write "out/${name}": it is a symbolic link\n`]);
    assertEquals(await Deno.readTextFile(join(cwd, "precious")), "precious");
    assert(!namesIn(cwd).includes("state.json"));
  }));
