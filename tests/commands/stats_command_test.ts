import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { inTempDir, runMain } from "../support/run_main.ts";
import { SAMPLE_NAMES, sampleJson, samplePath } from "../support/sample_tasks.ts";

Deno.test("stats shows tables, and the same numbers as JSON", async () => {
  await inTempDir(async (cwd) => {
    await Deno.mkdir(join(cwd, "tasks"));
    for (const name of SAMPLE_NAMES) {
      await Deno.copyFile(samplePath(name), join(cwd, "tasks", `${name}.json`));
    }
    const { code, stdout, stderr } = await runMain(["stats", "tasks"], { cwd });
    assertEquals([code, stderr], [0, ""]);
    assertMatch(
      stdout,
      /^3 tasks in 3 files\n3 modules, 3 that are not the same in other words\n0 tasks repeat/,
    );
    for (const title of ["domain", "difficulty", "failure", "family", "operator"]) {
      assertMatch(stdout, new RegExp(`^${title}$`, "m"));
    }
    assertMatch(stdout, /^ {2}assertion +3 100\.0 % {2}#{24}$/m);
    assertMatch(stdout, /^ {2}module lines( +[\d.]+){6}$/m);
    const json = await runMain(["stats", "tasks", "--json"], { cwd });
    const { tasks, counts, sizes } = JSON.parse(json.stdout);
    assertEquals([tasks, counts.failure, sizes.turns.tasks], [3, { assertion: 3 }, 3]);
  });
});

Deno.test("stats tells of files that hold no task, and prints foreign words so that no terminal obeys", async () => {
  await inTempDir(async (cwd) => {
    await Deno.mkdir(join(cwd, "tasks"));
    await Deno.writeTextFile(join(cwd, "tasks/a.json"), sampleJson({ domain: "\u001b[31mred\nline" }));
    await Deno.writeTextFile(join(cwd, "tasks/b.json"), "[]");
    const { code, stdout } = await runMain(["stats", "tasks"], { cwd });
    assertEquals([code, stdout.includes("\u001b")], [1, false]);
    assertStringIncludes(stdout, "1 tasks in 2 files (no tasks: 1 payload_invalid)\n");
    await Deno.mkdir(join(cwd, "empty"));
    const empty = await runMain(["stats", "empty"], { cwd });
    assertEquals([empty.code, empty.stderr], [2, 'Cannot count "empty": it holds no .json files\n']);
  });
});
