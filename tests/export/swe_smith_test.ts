import { assertEquals, assertMatch } from "@std/assert";
import { join } from "@std/path";
import { sweSmith } from "../../lib/export/swe_smith.ts";
import { exportToFolder, runPython } from "../support/export_to_folder.ts";
import { git, hasGit } from "../support/git.ts";
import { inTempDir } from "../support/run_main.ts";
import { SAMPLE_NAMES, sampleTask } from "../support/sample_tasks.ts";

const TASKS = SAMPLE_NAMES.map((name) => sampleTask({}, name));

Deno.test("swe-smith gives every field of an instance, its tests as lists of pytest's names", async () => {
  await inTempDir(async (dir) => {
    const [first] = await exportToFolder(sweSmith, TASKS, join(dir, "set"));
    assertEquals(Object.keys(first!), [
      "instance_id",
      "patch",
      "image_name",
      "repo",
      "problem_statement",
      "FAIL_TO_PASS",
      "PASS_TO_PASS",
      "created_at",
      "base_commit",
      "synthdebug",
    ]);
    assertMatch(first!.instance_id!, /^synthdebug__bayes_network\.[0-9a-f]{8}\.bug__[0-9a-f]{16}$/);
    // The harness knows a repository by all but the last part of an instance's name.
    const [, key] = /^(.*)\.[^.]*$/.exec(first!.instance_id!)!;
    assertEquals(first!.repo, `synthdebug/${key}`);
    assertEquals(key!.endsWith(first!.base_commit!.slice(0, 8)), true);
    assertEquals(
      first!.FAIL_TO_PASS,
      TASKS[0]!.failToPass!.map((id) =>
        `test_bayes_network.py::${id.replace(".", "::")}`
      ) as unknown as string,
    );
  });
});

Deno.test("an instance of swe-smith is healthy at its base, and broken by its patch as its branch has it", {
  ignore: !await hasGit(),
}, async () => {
  await inTempDir(async (dir) => {
    const instances = await exportToFolder(sweSmith, TASKS, join(dir, "set"));
    for (const instance of instances) {
      const work = join(dir, instance.instance_id!);
      await git(["clone", "-q", "--branch", instance.instance_id!, "set/repo.git", work], dir);
      const run = async () => (await runPython(["-I", "run_tests.py"], work)).code;
      await git(["checkout", "-q", "HEAD~1"], work);
      assertEquals(await run(), 1, "the commit before the branch has the bug and the tests");
      const buggy = await git(["rev-parse", "HEAD^{tree}"], work);
      await git(["checkout", "-q", instance.base_commit!], work);
      assertEquals(await run(), 0);
      await Deno.writeTextFile(join(dir, "a.patch"), instance.patch!);
      await git(["apply", "--index", join(dir, "a.patch")], work);
      assertEquals(await git(["write-tree"], work), buggy, "the patch leads to that commit");
      await git(["apply", "--reverse", join(dir, "a.patch")], work);
      assertEquals(await run(), 0);
    }
  });
});
