import { assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { UsageError } from "../../lib/core/errors.ts";
import { StagedFolder } from "../../lib/files/staged_folder.ts";
import { inTempDir, namesIn } from "../support/run_main.ts";

Deno.test("a staged folder appears whole, with what was written in it", async () => {
  await inTempDir(async (cwd) => {
    const path = join(cwd, "deep", "set");
    await using folder = await StagedFolder.start(path);
    await folder.write("a/run.sh", "#!/bin/sh\n", { executable: true });
    const file = await folder.open("lines-1.jsonl");
    await file.append("1\n");
    await file.append(new TextEncoder().encode("2\n"));
    await file.append("x".repeat(3_000_000));
    await file.close();
    await folder.rename("lines-1.jsonl", "lines.jsonl");
    assertEquals(namesIn(join(cwd, "deep")).filter((name) => !name.startsWith(".")), []);
    await folder.publish();
    assertEquals(namesIn(join(cwd, "deep")), ["set"]);
    assertEquals(namesIn(path), ["a", "lines.jsonl"]);
    assertEquals((await Deno.readTextFile(join(path, "lines.jsonl"))).length, 3_000_004);
    assertEquals((await Deno.stat(join(path, "a/run.sh"))).mode! & 0o777, 0o755);
  });
});

Deno.test("a staged folder leaves nothing behind where it is not published", async () => {
  await inTempDir(async (cwd) => {
    {
      await using folder = await StagedFolder.start(join(cwd, "set"));
      await folder.write("a", "1");
    }
    assertEquals(namesIn(cwd), []);
  });
});

Deno.test("a staged folder takes the place of an empty one, of a full one only where that may be", async () => {
  await inTempDir(async (cwd) => {
    const path = join(cwd, "set");
    await Deno.mkdir(path);
    {
      await using folder = await StagedFolder.start(path);
      await folder.write("old", "1");
      await folder.publish();
    }
    const refused = `Cannot write "${path}": the folder is not empty; --overwrite replaces it`;
    await assertRejects(() => StagedFolder.start(path), UsageError, refused);
    {
      await using folder = await StagedFolder.start(path, { replace: true });
      await folder.write("new", "1");
      assertEquals(namesIn(path), ["old"]);
      await folder.publish();
    }
    assertEquals([namesIn(cwd), namesIn(path)], [["set"], ["new"]]);
    // Something that came meanwhile is nobody's to lose.
    await using late = await StagedFolder.start(join(cwd, "late"));
    await Deno.mkdir(join(cwd, "late"));
    await Deno.writeTextFile(join(cwd, "late", "mine"), "1");
    await assertRejects(() => late.publish(), UsageError, "the folder is not empty");
    assertEquals(namesIn(join(cwd, "late")), ["mine"]);
  });
});

Deno.test("a staged folder refuses a file in its place, and paths that lead out of it", async () => {
  await inTempDir(async (cwd) => {
    await Deno.writeTextFile(join(cwd, "file"), "");
    await assertRejects(
      () => StagedFolder.start(join(cwd, "file")),
      UsageError,
      "a file stands where a folder is",
    );
    await assertRejects(() => StagedFolder.start(join(cwd, "file/set")), UsageError, "Cannot write");
    await using folder = await StagedFolder.start(join(cwd, "set"));
    await assertRejects(() => folder.write("../out", "1"), RangeError, "it leads out of the dataset");
  });
});
