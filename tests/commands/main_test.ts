import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { VERSION } from "../../lib/version.ts";
import { ENTRY } from "../../scripts/bundle.ts";
import { MAIN, runScript } from "../testdata/run_program.ts";

Deno.test("main.ts tells its version without any permission", async () => {
  for (const word of ["--version", "-V"]) {
    const { code, stdout, stderr } = await runScript(MAIN, [word], { permissions: [] });
    assertEquals([code, stderr], [0, ""]);
    assertEquals(stdout, `synthdebug ${VERSION} (deno ${Deno.version.deno}, source)\n`);
  }
});

Deno.test("main.ts loads next to nothing for --version", async () => {
  const { stdout } = await new Deno.Command(Deno.execPath(), { args: ["info", "--json", MAIN] }).output();
  const modules = JSON.parse(new TextDecoder().decode(stdout)).modules as { specifier: string }[];
  assertEquals(modules.map(({ specifier }) => specifier.replace(/.*\/(?=lib\/|main)/, "")).sort(), [
    "lib/build_kind.ts",
    "lib/start.ts",
    "lib/version.ts",
    "main.ts",
  ]);
});

Deno.test("main.ts shows its help page, on stdout", async () => {
  const pages = await Promise.all(
    [[], ["--help"], ["-h"], ["help"], ["--debug"]].map((words) => runScript(MAIN, words)),
  );
  for (const { code, stdout, stderr } of pages) {
    assertEquals([code, stderr], [0, ""]);
    assertEquals(stdout, pages[0]!.stdout);
  }
  for (const part of ["Usage:\n", "Commands:\n", "  catalog ", "-V, --version", "Examples:\n"]) {
    assertStringIncludes(pages[0]!.stdout, part);
  }
});

Deno.test("main.ts shows a command's help page by either way of asking", async () => {
  const [first, second] = await Promise.all(
    [["help", "catalog"], ["catalog", "--help"]].map((words) => runScript(MAIN, words)),
  );
  assertEquals([first!.code, first!.stderr], [0, ""]);
  assertEquals(first, second);
  for (
    const part of ["synthdebug catalog list [FLAGS]\n", "--state FILE", "default: the built-in catalogue"]
  ) {
    assertStringIncludes(first!.stdout, part);
  }
  for (const line of first!.stdout.split("\n")) assert(line.length <= 100, line);
});

Deno.test("main.ts refuses wrong usage in one line, with exit code 2 and nothing on stdout", async () => {
  const cases: [words: string, message: string][] = [
    ["catlog", `Cannot run "catlog": no such command. Did you mean "catalog"?`],
    ["frobnicate", `Cannot run "frobnicate": no such command; see synthdebug --help`],
    ["help catlog", `Cannot run "catlog": no such command. Did you mean "catalog"?`],
    ["help catalog list", `Cannot run "help": "list" is one word too many`],
    ["--json catalog", `Cannot use "--json": flags come after a command; see synthdebug --help`],
    ["catalog list --jsn", `Cannot use "--jsn": no such flag. Did you mean "--json"?`],
    ["catalog lst", `Cannot run "catalog lst": no such action. Did you mean "list"?`],
  ];
  await Promise.all(cases.map(async ([words, message]) => {
    assertEquals(await runScript(MAIN, words.split(" ")), { code: 2, stdout: "", stderr: message + "\n" });
  }));
});

Deno.test("main.ts shows a stack trace with --debug only", async () => {
  const { code, stderr } = await runScript(MAIN, ["catlog", "--debug"]);
  assertEquals(code, 2);
  assertMatch(stderr, /^Cannot run "catlog".*\n/);
  assertStringIncludes(stderr, "run_program.ts");
});

Deno.test("the bundle works by itself and knows what it is", async () => {
  const dir = await Deno.makeTempDir();
  const bundle = `${dir}/synthdebug.js`;
  const made = await new Deno.Command(Deno.execPath(), { args: ["bundle", "-q", ENTRY, "-o", bundle] })
    .output();
  assertEquals(made.code, 0, new TextDecoder().decode(made.stderr));
  const permissions = ["--no-config", "--no-remote", "--no-npm", "--allow-env", "--allow-read"];
  const run = (words: string[], env = {}) => runScript(bundle, words, { permissions, env, cwd: dir });
  assertStringIncludes((await run(["--version"])).stdout, ", bundle)");
  const stub = { SYNTHDEBUG_BUILD_KIND: "self-extracting" };
  assertStringIncludes((await run(["--version"], stub)).stdout, ", self-extracting)");
  assertMatch((await run(["catalog", "stats"])).stdout, /^all +\d+ +\d{3,}$/m);
  await Deno.remove(dir, { recursive: true });
});

Deno.test("main.ts without permissions names what to add, with exit code 3", async () => {
  const { code, stdout, stderr } = await runScript(MAIN, ["doctor"], { permissions: [] });
  assertEquals([code, stdout], [3, ""]);
  assertMatch(stderr, /^Cannot start "synthdebug": Requires read access.*--allow-read.*\n$/);
});
