import { assertEquals, assertMatch } from "@std/assert";
import { join } from "@std/path";
import { GrowingRepository } from "../../lib/files/growing_repository.ts";
import { readGitCommit } from "../../lib/files/read_git_commit.ts";
import { StagedFolder } from "../../lib/files/staged_folder.ts";
import { inTempDir } from "../support/run_main.ts";
import { git, hasGit } from "../support/git.ts";

const FIRST = { "a.py": "x = 1\n", "été.txt": "ü\n", "run_tests.py": "" };
const SECOND = { ...FIRST, "a.py": "x = 2\n" };

/** A repository of two commits in `dir`/set/repo.git: ids of the first and second. */
async function writeTwo(dir: string): Promise<readonly [string, string]> {
  await using folder = await StagedFolder.start(join(dir, "set"));
  const repository = new GrowingRepository(folder, "repo.git");
  const first = await repository.commit(FIRST, "First", { branch: "main" });
  const second = await repository.commit(SECOND, "Second\n\nwith more", {
    parents: [first],
    branch: "of.two-ways__x",
  });
  await repository.close("main");
  await folder.publish();
  return [first, second];
}

Deno.test(
  "a repository that was written without git is one for git",
  { ignore: !await hasGit() },
  async () => {
    await inTempDir(async (dir) => {
      const [first, second] = await writeTwo(dir);
      const bare = ["-C", join(dir, "set/repo.git")];
      assertEquals(await git([...bare, "fsck", "--strict", "--full"], dir), "");
      assertEquals(
        (await git([...bare, "for-each-ref", "--format=%(refname) %(objectname)"], dir)).trim(),
        [
          `refs/heads/main ${first}`,
          `refs/heads/of.two-ways__x ${second}`,
        ].join("\n"),
      );
      await git(["clone", "-q", "set/repo.git", "work"], dir);
      assertEquals(await Deno.readTextFile(join(dir, "work/a.py")), "x = 1\n");
      await git(["-C", "work", "checkout", "-q", "of.two-ways__x"], dir);
      assertEquals(await Deno.readTextFile(join(dir, "work/a.py")), "x = 2\n");
      assertEquals(await Deno.readTextFile(join(dir, "work/été.txt")), "ü\n");
      assertEquals(
        await git(["-C", "work", "log", "--format=%an %aI %cI %s"], dir),
        "synthdebug 2000-01-01T00:00:00+00:00 2000-01-01T00:00:00+00:00 Second\n" +
          "synthdebug 2000-01-01T00:00:00+00:00 2000-01-01T00:00:00+00:00 First\n",
      );
    });
  },
);

Deno.test("a commit is read back without git, with its files and those before it", async () => {
  await inTempDir(async (dir) => {
    const [first, second] = await writeTwo(dir);
    assertEquals([first, second], await writeTwo(join(dir, "again")), "the same commits have the same ids");
    const read = await readGitCommit(join(dir, "set/repo.git"), second);
    if (!read.ok) throw new Error(read.rejection.detail);
    assertEquals(Object.fromEntries(read.value.files), SECOND);
    assertEquals(read.value.parents, [first]);
  });
});

Deno.test("an object that is not what its id says, no object, or not there is not read", async () => {
  await inTempDir(async (dir) => {
    const [first, second] = await writeTwo(dir);
    const repository = join(dir, "set/repo.git");
    const pathOf = (id: string) => join(repository, "objects", id.slice(0, 2), id.slice(2));
    const detailOf = async (id: string) => {
      const read = await readGitCommit(repository, id);
      return read.ok ? "read" : read.rejection.detail;
    };
    await Deno.copyFile(pathOf(first), pathOf(second));
    assertMatch(await detailOf(second), /is not what its id says$/);
    await Deno.writeTextFile(pathOf(second), "nothing packed");
    assertMatch(await detailOf(second), /cannot be read$/);
    assertMatch(await detailOf("0".repeat(40)), /is not there, or packed$/);
    assertMatch(await detailOf("../../../etc/passwd"), /is no id of a commit$/);
  });
});
