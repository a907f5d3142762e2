import { assertEquals, assertNotEquals, assertRejects, assertThrows } from "@std/assert";
import { dirname } from "@std/path";
import { commitFiles } from "../../lib/files/git_commit.ts";
import { bareRepository, workingRepository } from "../../lib/files/git_repository.ts";

const FILES = new Map([
  ["run.py", "print(1)\n"],
  ["a.txt", "a\n"],
  // In git's order "a.txt" comes before the folder "a", and "a0" after it.
  ["a/deep/b.txt", "größer\n"],
  ["a0", ""],
]);

const hasGit = await new Deno.Command("git", { args: ["--version"] }).output().then(() => true, () => false);

async function inFolder(run: (dir: string) => Promise<void>): Promise<void> {
  const dir = await Deno.makeTempDir({ prefix: "synthdebug git " });
  try {
    await run(dir);
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}

async function put(dir: string, files: ReadonlyMap<string, string | Uint8Array>): Promise<void> {
  for (const [path, content] of files) {
    await Deno.mkdir(dirname(`${dir}/${path}`), { recursive: true });
    await Deno.writeFile(
      `${dir}/${path}`,
      typeof content === "string" ? new TextEncoder().encode(content) : content,
    );
  }
}

/** What git prints; its own settings and this machine's are left out. */
async function git(dir: string, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await new Deno.Command("git", {
    args: ["-C", dir, ...args],
    env: { GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1", GIT_PAGER: "cat" },
  }).output();
  const text = new TextDecoder().decode(stdout);
  if (code !== 0) throw new Error(`git ${args.join(" ")}: ${text}${new TextDecoder().decode(stderr)}`);
  return text;
}

Deno.test("commitFiles() gives the same id for the same files, in whatever order", async () => {
  const commit = await commitFiles(FILES, "Start");
  const turned = await commitFiles(new Map([...FILES].reverse()), "Start");
  assertEquals(turned.sha, commit.sha);
  assertEquals(commit.sha, "b1af055a61d7a65e8d7600032e421ea134afac28");
  assertNotEquals((await commitFiles(FILES, "Begin")).sha, commit.sha);
});

Deno.test("commitFiles() refuses paths that git does not take", async () => {
  for (const path of ["", "/a", "a/../b", ".git/config", "a/.GIT/b", "a//b", "a\nb", "a\\b"]) {
    await assertRejects(() => commitFiles(new Map([[path, ""]]), "x"), RangeError, "Cannot commit");
  }
  await assertRejects(
    () => commitFiles(new Map([["a", ""], ["a/b", ""]]), "x"),
    RangeError,
    'Cannot commit "a": it is a file and a folder at once',
  );
});

Deno.test("bareRepository() refuses refs that git does not take, and a HEAD that is none", async () => {
  const { sha, objects } = await commitFiles(FILES, "Start");
  for (const ref of ["main", "refs/heads/", "refs/heads/a..b", "refs/heads/a.lock", "refs/heads/.a"]) {
    assertThrows(
      () => bareRepository({ objects, refs: new Map([[ref, sha]]), head: ref }),
      RangeError,
      "Cannot name a ref",
    );
  }
  const refs = new Map([["refs/heads/main", sha]]);
  assertThrows(() => bareRepository({ objects, refs, head: "refs/heads/b" }), RangeError, "none of the refs");
  assertThrows(
    () => bareRepository({ objects: new Map(), refs, head: "refs/heads/main" }),
    RangeError,
    "not among the objects",
  );
});

Deno.test({
  name: "workingRepository() is clean to git, and git shows what changes in it",
  ignore: !hasGit,
  fn: () =>
    inFolder(async (dir) => {
      const commit = await commitFiles(FILES, "Start\n\nWith a body.", { executable: new Set(["run.py"]) });
      await put(dir, FILES);
      await Deno.chmod(`${dir}/run.py`, 0o755);
      await put(`${dir}/.git`, workingRepository(commit, { exclude: ["__pycache__/"] }));
      assertEquals(await git(dir, "fsck", "--strict", "--full"), "");
      assertEquals(await git(dir, "diff"), "");
      assertEquals(await git(dir, "status", "--porcelain"), "");
      assertEquals(
        await git(dir, "log", "--format=%H %an %ad %s", "--date=iso-strict"),
        `${commit.sha} synthdebug 2000-01-01T00:00:00+00:00 Start\n`,
      );
      assertEquals(await git(dir, "branch", "--show-current"), "main\n");
      assertEquals(await git(dir, "show", "HEAD:a/deep/b.txt"), "größer\n");
      await put(dir, new Map([["__pycache__/a.pyc", "x"], ["a.txt", "b\n"], ["new", ""]]));
      assertEquals(await git(dir, "status", "--porcelain"), " M a.txt\n?? new\n");
      assertEquals((await git(dir, "diff")).split("\n").slice(-3), ["-a", "+b", ""]);
      await git(dir, "-c", "user.name=a", "-c", "user.email=b", "commit", "-qam", "Mend");
      assertEquals((await git(dir, "log", "--format=%s")).split("\n"), ["Mend", "Start", ""]);
      assertEquals(await git(dir, "gc", "-q"), "");
    }),
});

Deno.test({
  name: "bareRepository() with commits that follow each other and many refs can be cloned",
  ignore: !hasGit,
  fn: () =>
    inFolder(async (dir) => {
      const first = await commitFiles(FILES, "Start");
      const refs = new Map([["refs/heads/main", first.sha]]);
      const objects = new Map(first.objects);
      for (let number = 0; number < 40; number += 1) {
        const files = new Map([...FILES, ["a.txt", `${number}\n`]]);
        const next = await commitFiles(files, `Task ${number}`, { parents: [first.sha], time: 1e9 + number });
        for (const [sha, bytes] of next.objects) objects.set(sha, bytes);
        refs.set(`refs/heads/task/${number}`, next.sha);
      }
      await put(`${dir}/bare.git`, bareRepository({ objects, refs, head: "refs/heads/main" }));
      assertEquals(await git(`${dir}/bare.git`, "fsck", "--strict", "--full"), "");
      await git(dir, "clone", "-q", "--branch", "task/7", "bare.git", "copy");
      assertEquals(await Deno.readTextFile(`${dir}/copy/a.txt`), "7\n");
      assertEquals((await git(`${dir}/copy`, "log", "--format=%s")).split("\n"), ["Task 7", "Start", ""]);
      assertEquals((await git(`${dir}/copy`, "branch", "-r")).trim().split("\n").length, 42);
    }),
});

Deno.test({
  name: "commitFiles() gives the id that git itself gives",
  ignore: !hasGit,
  fn: () =>
    inFolder(async (dir) => {
      const { tree } = await commitFiles(FILES, "Start");
      await put(dir, FILES);
      await git(dir, "init", "-q");
      await git(dir, "add", ".");
      assertEquals(await git(dir, "write-tree"), `${tree}\n`);
    }),
});
