import { assert, assertEquals, assertMatch } from "@std/assert";
import { fromFileUrl, join } from "@std/path";
import { inTempDir, namesIn, NO_MODEL } from "./support/run_main.ts";

const EXAMPLES = new URL("../examples/", import.meta.url);
const MOD = new URL("../mod.ts", import.meta.url).href;

/** Runs a copy of an example in a folder without deno.json, where it imports mod.ts by its address. */
async function runExample(name: string, cwd: string): Promise<string> {
  const text = await Deno.readTextFile(new URL(name, EXAMPLES));
  assert(text.includes('from "../mod.ts"'));
  await Deno.writeTextFile(join(cwd, name), text.replaceAll('"../mod.ts"', `"${MOD}"`));
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-q", "--no-prompt", "--no-lock", "-A", name],
    cwd,
    env: { ...NO_MODEL },
    signal: AbortSignal.timeout(60_000),
  }).output();
  assertEquals([code, new TextDecoder().decode(stderr)], [0, ""]);
  await Deno.remove(join(cwd, name));
  return new TextDecoder().decode(stdout);
}

Deno.test("generate_one.ts writes one task as JSON and as files", async () => {
  await inTempDir(async (cwd) => {
    const stdout = await runExample("generate_one.ts", cwd);
    assertMatch(
      stdout,
      /^task\.json: \w+\.py, a (easy|medium|hard) bug in .+\n\d+ tests fail, \d+ pass\nmend \/.+\.py\n$/,
    );
    const { module_name } = JSON.parse(await Deno.readTextFile(join(cwd, "task.json")));
    assertEquals(namesIn(cwd), ["task", "task.json"]);
    assertEquals(
      namesIn(join(cwd, "task")).toSorted(),
      [`${module_name}.py`, "run_tests.py", `test_${module_name}.py`].toSorted(),
    );
    const { code } = await new Deno.Command("python3", { args: ["run_tests.py"], cwd: join(cwd, "task") })
      .output();
    assertEquals(code, 1);
  });
});

Deno.test("custom_author_and_strategy.ts shows its own bug in its own module", async () => {
  await inTempDir(async (cwd) => {
    const stdout = await runExample("custom_author_and_strategy.ts", cwd);
    assertMatch(
      stdout,
      /^- {4}return 1\.0 \/ \(1\.0 \/ focal_length - 1\.0 \/ object_distance\)\n\+ {4}return 1\.0 \/ \(.*\)\n/m,
    );
    assertMatch(stdout, /^FAILED \(/m);
    assertEquals(namesIn(cwd), []);
  });
});

Deno.test("batch_with_own_catalogue.ts makes tasks that hold, and others in a further run", async () => {
  await inTempDir(async (cwd) => {
    const first = await runExample("batch_with_own_catalogue.ts", cwd);
    assertMatch(first, /^(\w+\.json: holds, \d+ tests fail\n){3}3 of 3 made\n$/);
    const second = await runExample("batch_with_own_catalogue.ts", cwd);
    assertMatch(second, /3 of 3 made\n$/);
    assertEquals(JSON.parse(await Deno.readTextFile(join(cwd, "state.json"))).length, 6);
    assertEquals(namesIn(cwd).length, 7);
  });
});

Deno.test("inject_own_module.ts shows bugs that tests, examples and assertions catch", async () => {
  await inTempDir(async (cwd) => {
    const stdout = await runExample("inject_own_module.ts", cwd);
    assertMatch(stdout, /^(tests: \d fail: .*`.+\n){3}examples: \d fail\nassertions: \d fail\n$/);
    assertEquals(namesIn(cwd), []);
  });
});

Deno.test("every example has a test here", () => {
  assertEquals(namesIn(fromFileUrl(new URL(EXAMPLES))), [
    "batch_with_own_catalogue.ts",
    "custom_author_and_strategy.ts",
    "generate_one.ts",
    "inject_own_module.ts",
  ]);
});
