import { assertEquals, assertRejects } from "@std/assert";
import {
  type JudgedModule,
  NO_RECORD,
  recordDuplicates,
  replayDuplicates,
} from "../../lib/catalogue/duplicate_record.ts";
import { UsageError } from "../../lib/core/errors.ts";
import { inTempDir } from "../support/run_main.ts";

const MODULE: JudgedModule = { key: "a::b::c", code: "x = 1\n", at: "written" };
const LIKE = { key: "a::b::d", similarity: 0.7 };
const never = () => {
  throw new Error("nobody looks in a replay");
};

Deno.test("replayDuplicates() says what was found when the run was recorded, look by look", async () => {
  await inTempDir(async (dir) => {
    const live = recordDuplicates(dir);
    const questions: [JudgedModule, typeof LIKE | null][] = [
      [MODULE, null],
      [{ ...MODULE, at: "saved" }, LIKE],
      [MODULE, LIKE],
      [{ ...MODULE, code: "y = 1\n" }, null],
      [{ ...MODULE, key: "a::b::e" }, { ...LIKE, similarity: 1 }],
    ];
    for (const [module, near] of questions) assertEquals(await live.judge(module, () => near), near);
    const replay = replayDuplicates(dir);
    for (const [module, near] of questions) assertEquals(await replay.judge(module, never), near);
  });
});

Deno.test("recordDuplicates() forgets what an earlier run found where it is not so any more", async () => {
  await inTempDir(async (dir) => {
    await recordDuplicates(dir).judge(MODULE, () => LIKE);
    await recordDuplicates(dir).judge(MODULE, () => null);
    assertEquals(await replayDuplicates(dir).judge(MODULE, never), null);
  });
});

Deno.test("replayDuplicates() takes a torn record for none", async () => {
  await inTempDir(async (dir) => {
    await recordDuplicates(dir).judge(MODULE, () => LIKE);
    const [folder] = [...Deno.readDirSync(dir)];
    const [file] = [...Deno.readDirSync(`${dir}/${folder!.name}`)];
    const path = `${dir}/${folder!.name}/${file!.name}`;
    for (
      const text of ['{"like": {"key', "[]", '{"schema_version": 2, "like": {"key": "k", "similarity": 1}}']
    ) {
      await Deno.writeTextFile(path, text);
      assertEquals(await replayDuplicates(dir).judge(MODULE, never), null);
    }
  });
});

Deno.test("recordDuplicates() says where it cannot write", async () => {
  await inTempDir(async (dir) => {
    await Deno.writeTextFile(`${dir}/file`, "");
    await assertRejects(
      () => recordDuplicates(`${dir}/file`).judge(MODULE, () => LIKE),
      UsageError,
      "Cannot write",
    );
  });
});

Deno.test("without a record it is as the index says", async () => {
  assertEquals(await NO_RECORD.judge(MODULE, () => LIKE), LIKE);
});
