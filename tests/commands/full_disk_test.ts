import { assert, assertEquals, assertMatch } from "@std/assert";
import { join } from "@std/path";
import { inTempDir, runMain, startSmallModel } from "../support/run_main.ts";
import { MAY_MOUNT, runOnSmallDisk, type SmallDiskEnd } from "../support/small_disk.ts";

/** Asserts that a run told of the full disk in one last line, and that every file is whole. */
function assertWhole({ code, stderr, files }: SmallDiskEnd, how: string): void {
  assert(!/\n\s+at |Error:/.test(stderr), `${how}: ${stderr}`);
  if (code !== 0) {
    assertEquals(code, 2, `${how}: ${stderr}`);
    assertMatch(stderr.trimEnd().split("\n").at(-1)!, /^Cannot write "[^"]+": no space left on device/, how);
  }
  for (const [path, text] of Object.entries(files)) {
    assert(!path.endsWith(".tmp"), `${how}: ${path} is left`);
    // A claims file is given up with its run, and a journal's line may be torn.
    if (path.endsWith(".json") && !path.includes(".claims-")) JSON.parse(text);
    if (path.endsWith(".py")) assert(text.endsWith("\n"), `${how}: ${path}`);
  }
}

/** Sizes of a disk on which something different is the first that has no room. */
const SIZES = [1, 5, 21, 100].map((pages) => 4096 * pages);

Deno.test({
  name: "on a full disk every command writes whole files or none, and says so in one line",
  ignore: !MAY_MOUNT,
  async fn() {
    const commands: (readonly string[])[] = [
      ["batch", "--offline", "--catalog-seed", "1", "-n", "2", "-o", "disk/out"],
      [
        "file-edit",
        "--offline",
        "--catalog-seed",
        "1",
        "-d",
        "disk/task",
        "-o",
        "out",
        "--state",
        "disk/state.json",
      ],
      ["file-edit", "--offline", "--catalog-seed", "1", "--unique-subdir", "-d", "disk/tasks", "-o", "out"],
      ["generate", "--offline", "--catalog-seed", "1", "-o", "disk/task.json"],
    ];
    for (const words of commands) {
      const codes = new Set<number>();
      for (const bytes of SIZES) {
        await inTempDir(async (cwd) => {
          const end = await runOnSmallDisk(cwd, bytes, words);
          assertWhole(end, `${words[0]} on ${bytes} bytes`);
          codes.add(end.code);
          const names = Object.keys(end.files).filter((path) => path.endsWith(".py"));
          if (words[0] === "file-edit") assertEquals(names.length, end.code === 0 ? 3 : 0, names.join());
        });
      }
      assertEquals(codes, new Set([0, 2]), words.join(" "));
    }
  },
});

Deno.test({
  name: "a full disk under kept answers, inventions and a growing catalogue loses and tears nothing",
  ignore: !MAY_MOUNT,
  async fn() {
    await inTempDir(async (cwd) => {
      await using model = await startSmallModel(cwd, 3);
      for (const bytes of SIZES) {
        await Deno.remove(join(cwd, "out"), { recursive: true }).catch(() => {});
        const words = [
          "batch",
          ...model.flags,
          "-n",
          "2",
          "-o",
          "out",
          "--cache",
          "disk/cache",
          "--state",
          "disk/state.json",
        ];
        assertWhole(await runOnSmallDisk(cwd, bytes, words), `batch with a model on ${bytes} bytes`);
      }
    });
  },
});

Deno.test({
  name: "validate --dump-dir on a full disk fails the files that have no room, and no others",
  ignore: !MAY_MOUNT,
  async fn() {
    await inTempDir(async (cwd) => {
      const { code } = await runMain(["batch", "--offline", "-n", "2", "-o", "tasks"], { cwd });
      assertEquals(code, 0);
      const end = await runOnSmallDisk(cwd, 16_384, ["validate", "tasks", "--dump-dir", "disk/dump"]);
      assertEquals(end.code, 1, end.stderr);
      for (const path of Object.keys(end.files)) assert(!path.endsWith(".tmp"), path);
    });
  },
});
